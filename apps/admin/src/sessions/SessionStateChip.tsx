import type { Session } from "@gatehouse/shared/sessions";
import { Chip } from "@mui/material";
import { isOver, sessionStateWords } from "./session-words.ts";

export const SessionStateChip = ({ session }: { session: Session }) => (
  <Chip
    size="small"
    variant="outlined"
    label={session.current ? "This device" : sessionStateWords(session)}
    color={session.current ? "primary" : isOver(session) ? "default" : "success"}
  />
);
