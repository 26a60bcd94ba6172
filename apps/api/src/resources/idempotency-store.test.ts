import { expect, test } from "vitest";
import { engines } from "../../test/build-test-app.ts";
import { buildTestBusiness } from "../../test/build-test-business.ts";
import { claimKey, keepAnswer } from "./idempotency-store.ts";

const name = { account_id: "a", method: "POST", path: "/api/customers", key: "k" };

test.each(engines)(
  "undoes what a request did whose key went to another one meanwhile, on %s",
  async (engine) => {
    const { database } = await buildTestBusiness(engine);
    const slow = 1000;
    const late = slow + 60_000;
    expect(await claimKey(database, name, "body", slow)).toBeUndefined();
    expect(await claimKey(database, name, "body", late)).toBeUndefined();
    const keep = (claimedAt: number) =>
      database.write((writer) => keepAnswer(writer, name, claimedAt, { status: 201, body: claimedAt }));
    await expect(keep(slow)).rejects.toMatchObject({ code: "idempotency_in_progress" });
    await keep(late);
    await expect(keep(late)).rejects.toMatchObject({ code: "idempotency_in_progress" });
    expect(await claimKey(database, name, "body", late)).toMatchObject({ answer: String(late) });
  },
);
