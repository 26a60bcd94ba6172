import { Checkbox, List, ListItem, ListItemButton } from "@mui/material";
import type { ReactNode } from "react";
import {
  BulkActionsToolbar,
  type RaRecord,
  RecordsIterator,
  SimpleListLoading,
  useCreatePath,
  useListContext,
  useResourceContext,
  WithListContext,
} from "react-admin";
import { Link } from "react-router";
import { NoResults } from "./NoResults.tsx";

interface CardListProps<RecordType extends RaRecord> {
  card: (record: RecordType) => ReactNode;
  /** For what is selected; without them nothing can be. */
  bulkActions?: ReactNode;
  isSelectable?: (record: RecordType) => boolean;
}

/** A list where there is no room for a table: each record leads to its page, and can be selected as a row can. */
export function CardList<RecordType extends RaRecord>({
  card,
  bulkActions,
  isSelectable = () => true,
}: CardListProps<RecordType>) {
  return (
    <WithListContext<RecordType>
      loading={<SimpleListLoading hasSecondaryText />}
      empty={<NoResults />}
      render={() => (
        <>
          {bulkActions && <BulkActionsToolbar selectAllButton={false}>{bulkActions}</BulkActionsToolbar>}
          <List disablePadding>
            <RecordsIterator<RecordType>
              render={(record) => (
                <ListItem disablePadding divider>
                  {bulkActions && <CardCheckbox record={record} isDisabled={!isSelectable(record)} />}
                  <CardLink record={record} isBesideCheckbox={Boolean(bulkActions)}>
                    {card(record)}
                  </CardLink>
                </ListItem>
              )}
            />
          </List>
        </>
      )}
    />
  );
}

const CardCheckbox = ({ record, isDisabled }: { record: RaRecord; isDisabled: boolean }) => {
  const { selectedIds, onToggleItem } = useListContext();
  return (
    <Checkbox
      // By this class the theme names it, as it does in a table.
      className="select-item"
      checked={selectedIds.includes(record.id)}
      disabled={isDisabled}
      onChange={() => onToggleItem(record.id)}
    />
  );
};

interface CardLinkProps {
  record: RaRecord;
  isBesideCheckbox: boolean;
  children: ReactNode;
}

const CardLink = ({ record, isBesideCheckbox, children }: CardLinkProps) => {
  const resource = useResourceContext() ?? "";
  const createPath = useCreatePath();
  return (
    <ListItemButton
      component={Link}
      to={createPath({ resource, id: record.id, type: "show" })}
      sx={{ display: "block", minWidth: 0, ...(isBesideCheckbox && { pl: 0, pr: 1.5 }) }}
    >
      {children}
    </ListItemButton>
  );
};
