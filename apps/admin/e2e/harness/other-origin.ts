import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { adminBuild } from "../../../../scripts/admin-build.ts";

const types: Record<string, string> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** The built admin on an origin of its own, set up as docs/operations.md says, for the tests of a file. */
export function useOtherOrigin(apiOrigin: () => string): { readonly origin: string } {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const type = types[extname(pathname)];
    if (type)
      return void response.setHeader("content-type", type).end(readFileSync(join(adminBuild, pathname)));
    response.setHeader("content-type", "text/html");
    response.setHeader("content-security-policy", policyFor(apiOrigin()));
    response.end(pageFor(apiOrigin()));
  });

  beforeAll(async () => {
    server.listen(0, "localhost");
    await new Promise((resolve) => server.once("listening", resolve));
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    get origin() {
      return `http://localhost:${(server.address() as AddressInfo).port}`;
    },
  };
}

const policyFor = (apiOrigin: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ${apiOrigin}`;

const pageFor = (apiOrigin: string) =>
  readFileSync(join(adminBuild, "index.html"), "utf8").replace(
    'name="gatehouse-api-origin" content=""',
    `name="gatehouse-api-origin" content="${apiOrigin}"`,
  );
