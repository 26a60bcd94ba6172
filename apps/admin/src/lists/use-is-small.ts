import { type Theme, useMediaQuery } from "@mui/material";

/** Below this a table can't be read: lists become cards. */
export const useIsSmall = () => useMediaQuery((theme: Theme) => theme.breakpoints.down("md"));
