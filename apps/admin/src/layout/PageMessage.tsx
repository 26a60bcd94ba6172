import { Button, Stack, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Title } from "react-admin";
import { Link } from "react-router";

interface PageMessageProps {
  /** Of the page and its tab. */
  title: string;
  headline: string;
  children: ReactNode;
}

/** Says why there is nothing at an address, and leads back to where there is. */
export const PageMessage = ({ title, headline, children }: PageMessageProps) => (
  <Stack spacing={2} sx={{ alignItems: "center", textAlign: "center", py: 10, px: 2 }}>
    <Title title={title} />
    <Typography variant="h5" component="h2">
      {headline}
    </Typography>
    <Typography color="textSecondary" sx={{ overflowWrap: "anywhere" }}>
      {children}
    </Typography>
    <Button component={Link} to="/" variant="contained">
      Go to the dashboard
    </Button>
  </Stack>
);
