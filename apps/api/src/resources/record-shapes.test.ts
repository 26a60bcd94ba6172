import type { Invoice } from "@gatehouse/shared/invoices";
import { expect, it } from "vitest";
import { createTestClock, engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { fillWithInvoices } from "../../test/fill-with-invoices.ts";

const every = ["createdAt", "id", "updatedAt", "version"];

/** What each record is promised to have, beside what every record has. */
const fields: Readonly<Record<string, string>> = {
  users: "email firstName lastName role disabledAt lastSignInAt",
  sessions: "userId device userAgent address lastSeenAt expiresAt revokedAt revokeReason amr current",
  "audit-events": "type actorId sessionId resource recordId changes address userAgent requestId",
  customers: "name email phone taxId street postalCode city country currency notes",
  invoices:
    "number reference customerId status currency issueDate dueDate lines subtotal tax total notes rejectionReason createdBy submittedBy decidedBy submittedAt decidedAt paidAt",
};

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

const formats: [RegExp, RegExp][] = [
  [/^(id|userId|actorId|sessionId|customerId|createdBy|submittedBy|decidedBy)$/, uuidV7],
  [/At$/, instant],
  [/Date$/, day],
  [/^(subtotal|tax|total|version)$/, /^-?\d+$/],
  [/^currency$/, /^[A-Z]{3}$/],
];

/** The fields of a record whose values have not the form that their names promise. */
const misshapen = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).filter(([field, value]) =>
    formats.some(
      ([name, format]) =>
        name.test(field) && value !== null && !format.test(JSON.stringify(value).replaceAll('"', "")),
    ),
  );

const read = async ({ call, people }: TestBusiness, path: string) =>
  await call<Record<string, unknown>[]>(people.admin, "GET", path, { query: { range: [0, 999] } });

it.each(engines)(
  "records have the fields that are promised, and their values the forms, on %s",
  async (engine) => {
    // The clock stands still, so that no session is seen later meanwhile.
    const business = await buildTestBusiness(engine, { clock: createTestClock() });
    await fillWithInvoices(business, 100);
    for (const [resource, promised] of Object.entries(fields)) {
      const { body } = await read(business, `/${resource}`);
      expect([resource, body.length > 0]).toEqual([resource, true]);
      for (const record of body) {
        expect(Object.keys(record).toSorted()).toEqual([...every, ...promised.split(" ")].toSorted());
        expect(misshapen(record)).toEqual([]);
      }
      const [first] = body;
      const one = await business.call(business.people.admin, "GET", `/${resource}/${String(first?.["id"])}`);
      expect([one.body, one.headers["etag"]]).toEqual([first, `"${String(first?.["version"])}"`]);
    }
    const { body } = await read(business, "/invoices");
    for (const { lines } of body as unknown as Invoice[]) {
      for (const line of lines) {
        expect(Object.keys(line).toSorted()).toEqual(["description", "quantity", "taxRate", "unitPrice"]);
        expect(Number.isInteger(line.unitPrice)).toBe(true);
      }
    }
  },
);
