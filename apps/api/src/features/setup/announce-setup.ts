import fp from "fastify-plugin";
import { startLogOf } from "../../start-log.ts";
import type { FirstRun } from "./first-run.ts";

interface AnnounceSetupOptions {
  firstRun: FirstRun;
  publicUrl: () => string;
}

/** Prints the way in once per start, as long as there is no user. The one secret that a log line has on purpose. */
export const announceSetup = fp<AnnounceSetupOptions>(
  async (app, { firstRun, publicUrl }) => {
    app.addHook("onListen", async () => {
      const code = await firstRun.issueCode();
      if (code === undefined) return;
      const setupUrl = `${publicUrl()}/setup#code=${code}`;
      startLogOf(app.log).warn(
        { setupUrl },
        "there is no user yet: make the first administrator at setupUrl",
      );
    });
  },
  { name: "announce-setup" },
);
