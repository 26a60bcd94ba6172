import type { Role } from "@gatehouse/shared/roles";
import type { SecondFactorPolicy } from "@gatehouse/shared/second-factor";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Reader, Writer } from "../../database/database.ts";

/** Which roles must have a second factor. Every process keeps it in memory: a refresh asks for it. */
export interface Policy {
  load(): Promise<void>;
  isRequiredFor(role: Role): boolean;
  read(): SecondFactorPolicy;
  replace(policy: SecondFactorPolicy, context: AuditContext): Promise<SecondFactorPolicy>;
}

interface PolicyOptions {
  database: Database;
  clock: Clock;
  onError: (error: unknown) => void;
}

const readRoles = async (db: Reader | Writer): Promise<Role[]> => {
  const rows = await db.selectFrom("second_factor_roles").select("role").orderBy("role").execute();
  return rows.map(({ role }) => role);
};

export function createPolicy({ database, clock, onError }: PolicyOptions): Policy {
  let required: ReadonlySet<Role> = new Set();

  async function load(): Promise<void> {
    required = new Set(await readRoles(database.read));
  }

  database.announcements.subscribe(({ kind }) => {
    if (kind === "second-factor-policy-changed") void load().catch(onError);
  });

  return {
    load,
    isRequiredFor: (role) => required.has(role),
    read: () => ({ roles: [...required] }),

    async replace({ roles }, context) {
      await database.write(async (writer) => {
        const before = await readRoles(writer);
        await writer.deleteFrom("second_factor_roles").execute();
        const rows = roles.map((role) => ({ role }));
        if (rows.length > 0) await writer.insertInto("second_factor_roles").values(rows).execute();
        await database.announce(writer, [{ kind: "second-factor-policy-changed" }]);
        const changes = [{ field: "roles", before, after: roles.toSorted() }];
        const entry = { type: "second_factor_policy.changed", changes };
        await appendAuditEvent(writer, context, entry, clock.now());
      });
      await load();
      return { roles: [...required] };
    },
  };
}
