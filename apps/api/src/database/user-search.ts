import { searchIndexOf } from "./choose-search-index.ts";
import type { Writer } from "./database.ts";
import { isPostgres } from "./engine-of.ts";
import { markReferenceTokens, tokenizeDocument } from "./search-tokens.ts";
import type { UserTable } from "./tables.ts";

type SearchedUser = Pick<UserTable, "id" | "email" | "first_name" | "last_name">;

/** Puts a user's search document in step: found by name by everyone, by email where users may be listed. */
export async function putUserDocument(writer: Writer, user: SearchedUser): Promise<void> {
  const { id, email, first_name: firstName, last_name: lastName } = user;
  const names = markReferenceTokens(tokenizeDocument([firstName, lastName]));
  const tokens = [...tokenizeDocument([firstName, lastName, email]), ...names];
  const engine = isPostgres(writer) ? "postgres" : "sqlite";
  await searchIndexOf(engine).put(writer, "users", [{ id, tokens }]);
}
