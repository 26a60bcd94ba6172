import { Stack, Typography } from "@mui/material";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** What a list shows before its first record: what it is for and what to do next. */
export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <Stack
    spacing={1.5}
    sx={{
      width: 1,
      alignItems: "center",
      textAlign: "center",
      py: 8,
      px: 2,
      "& > svg": { fontSize: 56, color: "text.disabled" },
    }}
  >
    {icon}
    <Typography variant="h6" component="p">
      {title}
    </Typography>
    <Typography color="textSecondary" sx={{ maxWidth: 460 }}>
      {children}
    </Typography>
    {action}
  </Stack>
);
