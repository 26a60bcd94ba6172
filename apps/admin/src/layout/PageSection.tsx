import { Divider, Stack, Typography } from "@mui/material";
import type { ReactNode } from "react";

/** A part of a record's page under a heading of its own. */
export const PageSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <Divider />
    <Stack component="section" spacing={1} sx={{ p: 2, minWidth: 0 }}>
      <Typography variant="h6" component="h2">
        {title}
      </Typography>
      {children}
    </Stack>
  </>
);
