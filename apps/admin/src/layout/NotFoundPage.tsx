import { Button, Stack, Typography } from "@mui/material";
import { Title } from "react-admin";
import { Link, useLocation } from "react-router";

/** Any address that is no page. */
export const NotFoundPage = () => {
  const { pathname } = useLocation();
  return (
    <Stack spacing={2} sx={{ alignItems: "center", textAlign: "center", py: 10, px: 2 }}>
      <Title title="Page not found" />
      <Typography variant="h5" component="h1">
        There is no page here
      </Typography>
      <Typography color="textSecondary" sx={{ overflowWrap: "anywhere" }}>
        Nothing is at <code>{pathname}</code>. The address may be mistyped, or the page has moved.
      </Typography>
      <Button component={Link} to="/" variant="contained">
        Go to the dashboard
      </Button>
    </Stack>
  );
};
