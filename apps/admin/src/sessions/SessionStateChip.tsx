import type { Session } from "@gatehouse/shared/sessions";
import { Chip } from "@mui/material";
import { isOver, sessionStateWords } from "./session-words.ts";

export const SessionStateChip = ({ session }: { session: Session }) =>
  session.current ? (
    <Chip size="small" variant="outlined" label="This device" color="primary" />
  ) : (
    <Chip
      size="small"
      variant="outlined"
      label={sessionStateWords(session)}
      color={isOver(session) ? "default" : "success"}
    />
  );
