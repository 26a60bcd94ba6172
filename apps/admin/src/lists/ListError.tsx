import { Box } from "@mui/material";
import { useListContext } from "react-admin";
import { ReadFailure } from "../layout/ReadFailure.tsx";

/** In place of a list that could not be read: why, and another try. */
export const ListError = () => {
  const { error, refetch } = useListContext();
  const reason = error instanceof Error ? error : new Error("The list could not be read.");
  return (
    <Box sx={{ m: 2 }}>
      <ReadFailure error={reason} retry={refetch} />
    </Box>
  );
};
