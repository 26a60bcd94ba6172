import type { Clock } from "./clock.ts";
import type { SessionMarks } from "./session-marks.ts";
import type { SessionTransport } from "./session-transport.ts";
import type { TabChannel } from "./tab-channel.ts";
import type { TabLock } from "./tab-lock.ts";
import type { TabPresence } from "./tab-presence.ts";

/** What the client needs of the browser and the server; tests hand in simulated ones. */
export interface SessionPorts {
  transport: SessionTransport;
  clock: Clock;
  lock: TabLock;
  presence: TabPresence;
  channel: TabChannel;
  marks: SessionMarks;
  hasUnsavedWork: () => boolean;
}
