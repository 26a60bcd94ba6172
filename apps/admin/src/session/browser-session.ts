import { apiOrigin } from "./api-origin.ts";
import { browserClock } from "./clock.ts";
import { createFetchTransport } from "./fetch-transport.ts";
import { watchPage } from "./page-events.ts";
import { createSessionClient } from "./session-client.ts";
import { createSessionMarks } from "./session-marks.ts";
import { createTabChannel } from "./tab-channel.ts";
import { createTabLock } from "./tab-lock.ts";
import { createTabPresence } from "./tab-presence.ts";
import { hasUnsavedWork } from "./unsaved-work.ts";

/** What session outlives a page load; read before React is there, to load what will be needed. */
export const sessionMarks = createSessionMarks(() => localStorage);

/** This tab's session: the one place that holds the access token, in memory only. */
export const sessionClient = createSessionClient({
  transport: createFetchTransport(apiOrigin),
  clock: browserClock,
  lock: createTabLock(navigator.locks, browserClock),
  // To know of an offer helps only where the question can be heard.
  presence: createTabPresence(globalThis.BroadcastChannel && navigator.locks, browserClock),
  channel: createTabChannel(globalThis.BroadcastChannel),
  marks: sessionMarks,
  hasUnsavedWork,
});

watchPage(sessionClient);
