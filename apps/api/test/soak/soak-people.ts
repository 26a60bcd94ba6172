import { randomUUID } from "node:crypto";
import { type JarClient, signInClient } from "../processes/jar-client.ts";
import { lastAcceptedAfter, observeUntil } from "../processes/observations.ts";
import type { SoakFleet } from "./soak-fleet.ts";

export interface Credentials {
  username: string;
  password: string;
}

const oftenRefreshed = 0.3;
const revocationPatienceMs = 10_000;

/** Tries until it is done: servers may be dead, and answers lost. */
async function insist<T>(fleet: SoakFleet, attempt: () => Promise<T | undefined>): Promise<T | undefined> {
  while (!fleet.isOver) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  return undefined;
}

async function signIn(fleet: SoakFleet, credentials: Credentials): Promise<JarClient | undefined> {
  const startedAt = performance.now();
  const client = await insist(fleet, () => signInClient(fleet.anyUrl(), credentials).catch(() => undefined));
  fleet.record.note("sign-in, until it succeeds", performance.now() - startedAt);
  return client;
}

/** Reads on and on with one session, renewing it whenever that is due and sometimes when it is not. */
export async function readAllDay(fleet: SoakFleet, credentials: Credentials): Promise<void> {
  const client = await signIn(fleet, credentials);
  const pages = [
    "/api/me",
    '/api/invoices?range=[0,24]&sort=["dueDate","DESC"]',
    '/api/invoices?range=[200,224]&filter={"status":"submitted"}',
    '/api/customers?filter={"q":"gmbh"}',
    "/api/dashboard",
  ];
  if (!client) return;
  while (!fleet.isOver) {
    const page = pages[Math.floor(Math.random() * pages.length)] ?? "";
    const answer = await fleet.call(client, "GET", page);
    const isDue = answer?.status === 401 || Math.random() < oftenRefreshed;
    if (isDue) await fleet.call(client, "POST", "/api/refresh-token");
  }
}

/** What was acknowledged of each record: the names of which one must be found in the end. */
export type Acknowledged = Map<string, Set<string>>;

/** Makes customers and renames them; whatever was acknowledged has to be there in the end. */
export async function writeAllDay(
  fleet: SoakFleet,
  credentials: Credentials,
  acknowledged: Acknowledged,
): Promise<void> {
  const client = await signIn(fleet, credentials);
  if (!client) return;
  while (!fleet.isOver) {
    const id = await createCustomer(fleet, client, acknowledged);
    if (id !== undefined) await renameCustomer(fleet, client, id, acknowledged);
  }
}

async function createCustomer(fleet: SoakFleet, client: JarClient, acknowledged: Acknowledged) {
  const name = `Soak ${randomUUID()}`;
  // The same key each time: however often an answer is lost, one customer is made.
  const headers = { "idempotency-key": randomUUID() };
  const customer = { name, country: "DE", currency: "EUR" };
  return await insist(fleet, async () => {
    const answer = await fleet.call(client, "POST", "/api/customers", customer, { headers });
    if (answer?.status === 401) await fleet.call(client, "POST", "/api/refresh-token");
    if (answer?.status !== 201) return undefined;
    const { id } = answer.body as { id: string };
    acknowledged.set(id, new Set([name]));
    return id;
  });
}

async function renameCustomer(fleet: SoakFleet, client: JarClient, id: string, acknowledged: Acknowledged) {
  const name = `Soak ${randomUUID()}`;
  const answer = await fleet.call(client, "PATCH", `/api/customers/${id}`, { name });
  if (answer?.status === 200) acknowledged.set(id, new Set([name]));
  // Perhaps it was done: both names are right.
  else acknowledged.get(id)?.add(name);
}

/** Signs in, signs out, and watches how long any server goes on accepting the session. */
export async function signOutAllDay(fleet: SoakFleet, credentials: Credentials): Promise<void> {
  while (!fleet.isOver) {
    const client = await signIn(fleet, credentials);
    if (!client) return;
    const ended = client.copy();
    const isDone = await insist(fleet, async () => {
      const answer = await fleet.call(ended, "POST", "/api/logout");
      return answer?.status === 204 ? true : undefined;
    });
    if (!isDone) return;
    const answeredAt = performance.now();
    const [first] = fleet.servers;
    const observations = await observeUntil(
      () => client.copy().me(first?.url ?? ""),
      ({ status }) => status === 401,
      revocationPatienceMs,
    );
    fleet.record.acceptedAfterRevocationMs.push(lastAcceptedAfter(observations, answeredAt));
  }
}

/** Tries wrong passwords: never more than a refusal. */
export async function guessAllDay(
  fleet: SoakFleet,
  { username }: Credentials,
  guesser: JarClient,
): Promise<void> {
  while (!fleet.isOver) {
    await fleet.call(guesser, "POST", "/api/token", { username, password: randomUUID() });
  }
}
