import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonWebKey } from "node:crypto";

export interface Vector {
  tcId: number;
  comment: string;
  jws: string;
  result: "valid" | "invalid";
}

export interface VectorGroup {
  comment: string;
  /** Absent where the key is symmetric. */
  public?: JsonWebKey & { alg?: string; kid?: string; use?: string };
  private: JsonWebKey & { alg?: string; kid?: string };
  tests: Vector[];
}

/** Where the vectors of Project Wycheproof are looked for: beside the repository, they are no part of it. */
export const vectorFile = join(
  import.meta.dirname,
  "../../../../../shared/wycheproof/json_web_signature_test.json",
);

/** The groups of vectors, one key each; undefined where the file is absent. */
export function readVectors(): VectorGroup[] | undefined {
  if (!existsSync(vectorFile)) return undefined;
  return (JSON.parse(readFileSync(vectorFile, "utf8")) as { testGroups: VectorGroup[] }).testGroups;
}
