import type { Session } from "@gatehouse/shared/sessions";
import { SoftChip } from "../layout/SoftChip.tsx";
import { isOver, sessionStateWords } from "./session-words.ts";

export const SessionStateChip = ({ session }: { session: Session }) =>
  session.current ? (
    <SoftChip label="This device" tone="primary" />
  ) : (
    <SoftChip label={sessionStateWords(session)} tone={isOver(session) ? "neutral" : "success"} />
  );
