import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../../../test/build-test-app.ts";
import type { Announcement } from "../announcements.ts";
import { migrate } from "../migrate.ts";
import { notificationChannel } from "./announcement-feed.ts";
import { openPostgres } from "./open-postgres.ts";

test("what strangers say on the channel is no announcement, and ends nothing", async () => {
  const database = await openPostgres(await createTestDatabase("postgres"));
  onTestFinished(() => database.close());
  await migrate(database);
  const heard: Announcement[] = [];
  database.announcements.subscribe((announcement) => heard.push(announcement));
  await database.announcements.start();
  const notify = (payload: string) =>
    sql`select pg_notify(${notificationChannel}, ${payload})`.execute(database.read);
  for (const payload of ["", "hello", "null", "7", "[]", "{}", "\u{1F512}"]) await notify(payload);
  const real = { kind: "session-revoked", sid: "0199b1a4-7c00-7000-8000-000000000001", reason: "user" };
  await notify(JSON.stringify(real));
  await expect.poll(() => heard).toEqual([real]);
});
