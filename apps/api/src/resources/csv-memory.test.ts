import type { ReadableStream } from "node:stream/web";
import { expect, test } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { fillWithInvoices } from "../../test/fill-with-invoices.ts";
import { heapInUse } from "../../test/heap-in-use.ts";
import { personPassword } from "../../test/people.ts";

/** Enough that keeping them would show; TEST_CSV_ROWS=200000 asks for more. */
const rows = Number(process.env["TEST_CSV_ROWS"] ?? 20_000);
const timeoutMs = 60_000 + rows * 2;

/** Batches, buffers and compiled code: it does not depend on the number of rows. */
const mostGrowthBytes = 16 * 1024 * 1024;
const sampleEveryBytes = 512 * 1024;

const signIn = ({ people }: TestBusiness, origin: string) =>
  fetch(`${origin}/api/token`, {
    method: "POST",
    body: new URLSearchParams({ username: people.viewer.email, password: personPassword }),
  });

async function exportInvoices({ people }: TestBusiness, origin: string) {
  const headers = { authorization: `Bearer ${people.viewer.token}`, accept: "text/csv" };
  const { body } = await fetch(`${origin}/api/invoices`, { headers });
  if (!body) throw new Error("There is no answer.");
  return body as ReadableStream<Uint8Array>;
}

test(
  "streams every row in the same memory, and lets people sign in meanwhile",
  { timeout: timeoutMs },
  async () => {
    const business = await buildTestBusiness("sqlite");
    await fillWithInvoices(business, rows);
    const origin = await business.app.listen({ port: 0 });
    const heaps: number[] = [];
    let lines = 0;
    let bytes = 0;
    let signedInAfter: number | undefined;
    let signingIn: Promise<void> | undefined;
    for await (const chunk of await exportInvoices(business, origin)) {
      signingIn ??= signIn(business, origin).then(({ status }) => {
        expect(status).toBe(200);
        signedInAfter = bytes;
      });
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 0x0a) lines += 1;
      if (bytes > sampleEveryBytes * (heaps.length + 1)) heaps.push(heapInUse());
    }
    await signingIn;
    // No text of the demo data has a line break in it: a line is a record.
    expect(lines).toBe(rows + 1);
    expect(heaps.length).toBeGreaterThan(5);
    const [first = 0, ...later] = heaps;
    expect(Math.max(...later) - first).toBeLessThan(mostGrowthBytes);
    expect(signedInAfter).toBeLessThan(bytes);
  },
);
