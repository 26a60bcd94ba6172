import type { ReactNode } from "react";
import {
  ColumnsButton,
  CreateButton,
  FilterButton,
  SortButton,
  TopToolbar,
  useCanAccess,
  useResourceContext,
} from "react-admin";
import { CsvExportButton } from "./CsvExportButton.tsx";
import { useIsSmall } from "./use-is-small.ts";

interface ListActionsProps {
  hasFilters?: boolean;
  createLabel?: string;
  /** What cards, which have no column heads, can be ordered by. */
  sortFields?: string[];
  children?: ReactNode;
}

/** The buttons above a list; what the person's role does not allow is not there. */
export const ListActions = ({ hasFilters = true, createLabel, sortFields, children }: ListActionsProps) => {
  const resource = useResourceContext() ?? "";
  const isSmall = useIsSmall();
  const { canAccess: canExport } = useCanAccess({ resource, action: "export" });
  const { canAccess: canCreate } = useCanAccess({ resource, action: "create" });
  return (
    <TopToolbar>
      {hasFilters && <FilterButton />}
      {!isSmall && <ColumnsButton />}
      {isSmall && sortFields && <SortButton fields={sortFields} />}
      {canExport && <CsvExportButton />}
      {children}
      {createLabel && canCreate && <CreateButton label={createLabel} variant="contained" />}
    </TopToolbar>
  );
};
