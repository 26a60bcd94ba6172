import { Alert, Button, Snackbar } from "@mui/material";
import { sessionClient } from "./browser-session.ts";
import { describeHindrance } from "./hindrance-words.ts";
import type { Hindrance } from "./session-state.ts";

/** The layout lies below the bar, and what is drawn in it too. */
const belowTopBar = 64;

interface ReconnectingBannerProps {
  hindrance: Hindrance;
  /** Where it stands, in pixels: below the bar, where there is one. */
  top?: number;
}

/** Says over a page in use that the server can't be reached. The page stays as it is, and what was typed too. */
export function ReconnectingBanner({ hindrance, top = belowTopBar }: ReconnectingBannerProps) {
  const { title, detail } = describeHindrance(hindrance);
  return (
    <Snackbar
      open
      anchorOrigin={{ vertical: "top", horizontal: "center" }}
      // Without a bottom, which the theme gives on a phone: between the two it would stand in the middle of the page.
      sx={{ "&&": { top, bottom: "auto" } }}
    >
      <Alert
        severity={hindrance === "origin_not_allowed" ? "error" : "info"}
        variant="standard"
        action={
          <Button
            color="inherit"
            size="small"
            sx={{ whiteSpace: "nowrap" }}
            onClick={() => sessionClient.retryNow()}
          >
            Try now
          </Button>
        }
        sx={{ boxShadow: 3, alignItems: "center" }}
      >
        <strong>{title}</strong> {detail}
      </Alert>
    </Snackbar>
  );
}
