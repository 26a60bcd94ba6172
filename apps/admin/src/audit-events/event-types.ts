import { auditEventTypes } from "@gatehouse/shared/audit-event-types";
import { eventWords } from "./event-words.ts";

/** The kinds of events, to choose one from. */
export const eventTypeChoices = auditEventTypes.map((id) => ({ id, name: eventWords(id) }));
