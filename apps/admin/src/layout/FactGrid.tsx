import { Box } from "@mui/material";
import type { ReactNode } from "react";

const grid = {
  display: "grid",
  gap: 2,
  gridTemplateColumns: { xs: "1fr", sm: "repeat(3, minmax(0, 1fr))" },
  "& > *": { minWidth: 0, overflowWrap: "anywhere" },
};

/** Labelled facts of a record, three in a row where there is room. */
export const FactGrid = ({ children }: { children: ReactNode }) => <Box sx={grid}>{children}</Box>;
