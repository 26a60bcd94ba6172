import type { Role } from "@gatehouse/shared/roles";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../src/database/database.ts";
import { insertUser } from "../src/database/user-queries.ts";
import type { TestApp } from "./build-test-app.ts";

export const personPassword = "correct horse battery";

/** Of `personPassword`, with the least of costs: signing in is not what these tests are about. */
const passwordHash =
  "$argon2id$v=19$m=1024,t=1,p=1$gChCZalwPYlPn6SNpe7BSA$98g/CvJS9P94ScfULdO3jtRM763IQ/ielACJ1b4vlVo";

/** Somebody who is signed in. */
export interface Person {
  readonly id: string;
  readonly role: Role;
  readonly email: string;
  readonly token: string;
}

/** Makes a user of the role and signs him in. */
export async function addPerson(
  app: TestApp,
  database: Database,
  role: Role,
  name: string = role,
): Promise<Person> {
  const { id, email } = await insertPerson(database, role, name);
  return { id, role, email, token: await signIn(app, email) };
}

/** Makes a user of the role, who signs in with `personPassword`. */
export async function insertPerson(database: Database, role: Role, name: string = role) {
  const email = `${name}@example.com`;
  const id = uuidv7();
  const person = { id, email, firstName: name, lastName: "Person", role, passwordHash };
  await database.write((writer) => insertUser(writer, person, Date.now()));
  return { id, email };
}

/** An access token of a new session. */
export async function signIn(app: TestApp, email: string, password = personPassword): Promise<string> {
  const payload = { username: email, password };
  const response = await app.inject({ method: "POST", url: "/api/token", payload });
  return response.json<{ access_token: string }>().access_token;
}
