import { Box } from "@mui/material";
import { useListContext } from "react-admin";
import { ReadFailure } from "../layout/ReadFailure.tsx";

/** In place of a list that could not be read. */
export const ListError = () => {
  const { error, refetch } = useListContext();
  return <Box sx={{ m: 2 }}>{error && <ReadFailure error={error} retry={refetch} />}</Box>;
};
