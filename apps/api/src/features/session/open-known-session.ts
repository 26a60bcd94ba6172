import type { KnownDevices } from "../../guessing/known-devices.ts";
import type { OpenSession } from "../../session-port.ts";

/** Opens sessions, each with the proof by which the browser is known at its next sign-in. */
export function createOpenKnownSession(openSession: OpenSession, devices: KnownDevices): OpenSession {
  return async (writer, user, options, context) => {
    const opened = await openSession(writer, user, options, context);
    const deviceToken = devices.remember(options.deviceToken, user);
    return { sid: opened.sid, grant: () => ({ ...opened.grant(), deviceToken }) };
  };
}
