import { Chip, Stack } from "@mui/material";
import { useListContext } from "react-admin";
import { shownFilters } from "./list-path.ts";

/** A filter that is asked for often. React Admin drops null from filters, so "is not set" is written `[null]`. */
export interface ListView {
  label: string;
  filter: Readonly<Record<string, unknown>>;
}

/** The questions asked most, one click each; they are ordinary filters and share the URL. */
export const ListViews = ({ views }: { views: readonly ListView[] }) => {
  const list = useListContext();
  const { q, ...rest } = list.filterValues as Record<string, unknown>;
  const current = JSON.stringify(rest);
  const choose = (filter: object) =>
    list.setFilters(q === undefined ? filter : { ...filter, q }, shownFilters(filter));
  return (
    <Stack
      component="nav"
      aria-label="Views"
      direction="row"
      spacing={1}
      sx={{ px: 2, py: 1, overflowX: "auto" }}
    >
      {views.map(({ label, filter }) => {
        const isCurrent = current === JSON.stringify(filter);
        return (
          <Chip
            key={label}
            label={label}
            color={isCurrent ? "primary" : "default"}
            variant={isCurrent ? "filled" : "outlined"}
            aria-pressed={isCurrent}
            onClick={() => choose(filter)}
          />
        );
      })}
    </Stack>
  );
};
