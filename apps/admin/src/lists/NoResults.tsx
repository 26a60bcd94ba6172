import { Button, Stack, Typography } from "@mui/material";
import { useListContext } from "react-admin";

/** A list in which nothing is left, and the way back where its filters are the reason. */
export const NoResults = () => {
  const list = useListContext();
  const filters: unknown = list.filterValues;
  const isFiltered = Object.keys(filters ?? {}).length > 0;
  return (
    <Stack spacing={1} sx={{ p: 4, alignItems: "center", textAlign: "center" }}>
      <Typography color="textSecondary">
        {isFiltered ? "Nothing matches these filters." : "There is nothing here yet."}
      </Typography>
      {isFiltered && <Button onClick={() => list.setFilters({}, {})}>Clear filters</Button>}
    </Stack>
  );
};
