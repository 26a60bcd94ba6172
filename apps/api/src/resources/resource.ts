import type { Role } from "@gatehouse/shared/roles";
import type { Static, TObject } from "typebox";
import type { Database, Reader, Writer } from "../database/database.ts";
import type { AuditChange, AuditContext } from "../audit/audit-log.ts";
import { describeColumns, type Column } from "./columns.ts";
import type { AppError } from "../errors.ts";

/** Who asks. */
export interface Caller {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: string | null;
}

/** What the engine needs to know of any record. */
export interface ResourceRecord {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  [field: string]: unknown;
}

/** What a hook may work with: the transaction of the change, the moment, and who makes it. */
export interface ChangeContext {
  readonly engine: Database["engine"];
  readonly writer: Writer;
  readonly now: number;
  readonly caller: Caller;
  readonly audit: AuditContext;
}

/** What the audit log calls a removal, and what changed by it: all fields, unless told otherwise. */
export interface Removal {
  readonly event: string;
  readonly changes?: readonly AuditChange[];
}

/**
 * The rules of a resource that its schema can't state. Each runs inside the transaction of the change; what one throws
 * undoes all of it.
 */
export interface ResourceHooks<R, C> {
  /** The stored fields of a new record, defaults and computed ones included. */
  create?(body: C, context: ChangeContext): Promise<Partial<R>>;
  /** The fields that a change really sets: what was asked for, and what follows from it. */
  update?(before: R, changes: Partial<R>, context: ChangeContext): Promise<Partial<R>>;
  /** Removes the record in another way than by deleting its row; answers with what that was, if it happened. */
  remove?(record: R, context: ChangeContext): Promise<Removal | undefined>;
  /** What the audit log calls an update. */
  nameUpdate?(after: R, before: R): string;
  /** Columns that follow from fields and are no fields themselves. */
  storeAlso?(fields: Readonly<Partial<R>>): Record<string, string | number | null>;
  /** Columns of a new row that no field has anything to do with. */
  newColumns?(now: number): Record<string, string | number | null>;
  /** The refusal where a value that must be unique is taken. */
  taken?(): AppError;
  /** After a record was written, in the same transaction. `before` is absent for a new record. */
  written?(after: R, before: R | undefined, context: ChangeContext): Promise<void>;
  /** Refuses what the permissions' table allows or explains what it refuses, by the state of the record. */
  refuse?(action: string, record: R, caller: Caller): AppError | undefined;
  /** Members that are not stored. */
  present?(record: R, caller: Caller): Partial<R>;
  /** Adds secrets to the answer of POST, once; they are never stored with an Idempotency-Key. */
  reveal?(record: R, context: ChangeContext): Promise<Record<string, unknown>>;
  /** After the commit: hands such secrets over in another way, and answers with those that are left to show. */
  deliver?(record: R, secrets: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** What the person should know about a record he has just written, as one sentence. */
  warn?(record: R, reader: Reader): Promise<string | undefined>;
}

export interface SearchDeclaration<R> {
  /** The texts by which a record is found. `reader` is the transaction of the change. */
  text(record: R, reader: Reader): SearchTexts | Promise<SearchTexts>;
  /** The texts by which it is found where only the reference view may be read. */
  referenceText?(record: R): SearchTexts;
}

export type SearchTexts = (string | null | undefined)[];

/** Everything a developer says about a resource; the engine makes the routes, queries and documentation of it. */
export interface ResourceDeclaration<S extends TObject, C extends TObject> {
  /** The path's segment, and the key in the table of permissions. */
  readonly name: string;
  /** One of them, as audit events and the documentation call it. */
  readonly noun: string;
  readonly table: string;
  readonly schema: S;
  /** Body of POST; a resource without it is not created over HTTP. */
  readonly create?: C;
  /** What the answer to POST may carry beyond the record. */
  readonly created?: TObject;
  /** Fields that PUT and PATCH may set; all others are the server's. */
  readonly writable?: readonly (keyof Static<S> & string)[];
  /** Fields that the server sets without raising the version: what a record sent back says of them is passed over. */
  readonly unversioned?: readonly (keyof Static<S> & string)[];
  readonly isDeletable?: boolean;
  readonly sortable: readonly (keyof Static<S> & string)[];
  readonly filterable: readonly (keyof Static<S> & string)[];
  /** Sorts that have an index together with an equal filter: filter field to sort fields. */
  readonly jointIndexes?: Readonly<Record<string, readonly string[]>>;
  readonly defaultSort?: { field: keyof Static<S> & string; direction: SortDirection };
  /** Members of the record that no column holds; `present` gives them. */
  readonly computed?: readonly (keyof Static<S> & string)[];
  /** Columns that are not named as their field is. */
  readonly columnNames?: Readonly<Partial<Record<keyof Static<S> & string, string>>>;
  readonly search?: SearchDeclaration<Static<S>>;
  /** In place of `search`: columns that `q` looks through row by row, where changes are too many to index each. */
  readonly scannedFields?: readonly (keyof Static<S> & string)[];
  /** What is read by roles that have the right `reference` only. */
  readonly referenceSchema?: TObject;
  /** Where set, everyone lists the records only in which this field is his own id; it must be filterable. */
  readonly ownerField?: keyof Static<S> & string;
  /** Where set, rows in which this column is not null do not exist. */
  readonly deletedColumn?: string;
  /**
   * How many records there are, and a number that each change raises. Absent where this engine makes every change and
   * counts them itself; null where others write the table and nobody counts.
   */
  readonly readState?: ((reader: Reader) => Promise<ResourceState>) | null;
  readonly hooks?: ResourceHooks<Static<S>, Static<C>>;
}

export interface ResourceState {
  readonly changes: number;
  readonly total: number;
}

export type SortDirection = "ASC" | "DESC";

/** A declaration with what the engine derives from it. */
export interface Resource extends Omit<ResourceDeclaration<TObject, TObject>, "hooks" | "search"> {
  /** All members of a record. */
  readonly fields: ReadonlySet<string>;
  readonly columns: ReadonlyMap<string, Column>;
  /** The same as a list, for loops over every row of a page. */
  readonly columnList: readonly Column[];
  readonly hooks: ResourceHooks<ResourceRecord, Record<string, unknown>>;
  readonly search?: SearchDeclaration<ResourceRecord>;
}

/** Checks a declaration and makes a resource of it; throws where it names a field that the schema lacks. */
export function defineResource<S extends TObject, C extends TObject>(
  declaration: ResourceDeclaration<S, C>,
): Resource {
  const columns = describeColumns(
    declaration.schema,
    declaration.computed ?? [],
    declaration.columnNames ?? {},
  );
  const { sortable, filterable, scannedFields = [] } = declaration;
  for (const field of [...sortable, ...filterable, ...scannedFields]) {
    if (!columns.has(field))
      throw new Error(`${declaration.name}: "${field}" has no column to sort, filter or search by`);
  }
  return {
    ...(declaration as unknown as Resource),
    fields: new Set(Object.keys(declaration.schema.properties)),
    columns,
    columnList: [...columns.values()],
    hooks: (declaration.hooks ?? {}) as Resource["hooks"],
  };
}
