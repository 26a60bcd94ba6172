import { Button, Stack, Typography } from "@mui/material";
import { Title } from "react-admin";

/** In place of a page that could not be loaded, or has failed; the menu still leads elsewhere. */
export const PageFault = ({ error }: { error?: unknown }) => (
  <Stack role="alert" spacing={2} sx={{ alignItems: "center", textAlign: "center", py: 10, px: 2 }}>
    <Title title="Error" />
    <Typography variant="h5" component="h2">
      This page can't be shown
    </Typography>
    <Typography color="textSecondary">
      It could not be loaded, or it has failed. What you had saved is safe.
    </Typography>
    {import.meta.env.DEV && error instanceof Error && (
      <Typography component="code">{error.message}</Typography>
    )}
    <Button variant="contained" onClick={() => location.reload()}>
      Load it again
    </Button>
  </Stack>
);
