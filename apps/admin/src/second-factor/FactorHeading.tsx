import { Stack, Typography } from "@mui/material";
import type { ReactNode } from "react";

interface FactorHeadingProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** A kind of factor: what it is, how it stands, and what can be done about it. */
export const FactorHeading = ({ title, children, action }: FactorHeadingProps) => (
  <Stack spacing={1}>
    <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 600 }}>
      {title}
    </Typography>
    <Typography color="textSecondary">{children}</Typography>
    {action && (
      <Stack direction="row" spacing={1} sx={{ flexWrap: "wrap" }}>
        {action}
      </Stack>
    )}
  </Stack>
);
