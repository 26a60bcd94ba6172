import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { createAdminPage } from "./admin-page.ts";

export interface AdminUiOptions {
  /** The admin as built; where it is not built nothing is served. */
  folder: string;
  readSignInOptions: () => Promise<SignInOptions>;
}

/** Where `pnpm build` puts the admin. */
export const builtAdminFolder = fileURLToPath(new URL("../../../admin/dist", import.meta.url));

const index = "index.html";
const hashedFolder = "assets";
const yearSeconds = 31_536_000;

/** Paths of the API and of its operators: never the admin's page, whatever the browser accepts. */
const reservedPath = /^\/(api|docs|\.well-known|healthz|readyz|metrics)(\/|$)/;

/** Serves the built admin. Its own addresses, which are no files, get its page: a deep link survives a reload. */
export const adminUi = fp<AdminUiOptions>(
  async (app, { folder, readSignInOptions }) => {
    if (!existsSync(join(folder, index))) return;
    const sendPage = createAdminPage(readFileSync(join(folder, index), "utf8"), readSignInOptions);
    await app.register(fastifyStatic, {
      root: folder,
      serve: false,
      index: false,
      dotfiles: "ignore",
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => setCaching(reply, relative(folder, path)),
    });
    app.get(
      "/*",
      { config: { public: true }, schema: { hide: true } },
      (request: FastifyRequest<{ Params: { "*": string } }>, reply) => {
        const path = `/${request.params["*"]}`;
        if (reservedPath.test(path)) return reply.callNotFound();
        if (path === "/" || path === `/${index}` || isPage(request, path)) return sendPage(request, reply);
        return reply.sendFile(path);
      },
    );
  },
  { name: "admin-ui" },
);

/** A navigation to an address without a file extension, such as /invoices/create. */
const isPage = ({ headers: { accept = "*/*" } }: FastifyRequest, path: string) =>
  !/\.[^/]+$/.test(path) && /text\/html|\*\/\*/.test(accept);

/** Names in the assets folder carry a hash of their content, so those files never change; everything else may. */
function setCaching(reply: FastifyReply, path: string): void {
  const isHashed = path.startsWith(`${hashedFolder}${sep}`);
  reply.header("cache-control", isHashed ? `public, max-age=${yearSeconds}, immutable` : "no-cache");
}
