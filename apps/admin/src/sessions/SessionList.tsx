import type { Session } from "@gatehouse/shared/sessions";
import { AutocompleteInput, DataTable, List, ReferenceInput, SimpleList } from "react-admin";
import { MomentField } from "../dates/MomentField.tsx";
import { ListActions } from "../lists/ListActions.tsx";
import { ListViews } from "../lists/ListViews.tsx";
import { shortText } from "../lists/short-text.ts";
import { useIsSmall } from "../lists/use-is-small.ts";
import { fullName } from "../people/full-name.ts";
import { PersonName } from "../people/PersonName.tsx";
import { EndSessionButton } from "./EndSessionButton.tsx";
import { SessionStateChip } from "./SessionStateChip.tsx";
import { SessionSummary } from "./SessionSummary.tsx";

const search = (text: string) => ({ q: text });

const filters = [
  <ReferenceInput key="userId" source="userId" reference="users" label="User" alwaysOn>
    <AutocompleteInput label="User" optionText={fullName} filterToQuery={search} />
  </ReferenceInput>,
];

const views = [
  { label: "All", filter: {} },
  // What has ended by itself is removed before long; it says "Expired" until then.
  { label: "Active", filter: { revokedAt: [null] } },
  { label: "Ended", filter: { revokedAt_gte: "2000-01-01T00:00:00.000Z" } },
];

const Column = DataTable.Col<Session>;

/** Everybody's sessions, for administrators. */
export const SessionList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      filters={filters}
      actions={<ListActions sortFields={["lastSeenAt", "createdAt"]} />}
      exporter={false}
      perPage={25}
      sort={{ field: "lastSeenAt", order: "DESC" }}
    >
      <ListViews views={views} />
      {isSmall ? <SessionCards /> : <SessionTable />}
    </List>
  );
};

const SessionTable = () => (
  <DataTable
    rowClick={false}
    bulkActionButtons={false}
    hiddenColumns={["userAgent", "createdAt", "expiresAt"]}
  >
    <Column source="userId" label="User" disableSort sx={shortText}>
      <PersonName source="userId" />
    </Column>
    <Column source="device" disableSort sx={shortText} />
    <Column source="address" disableSort sx={shortText} />
    <Column source="createdAt" label="Signed in">
      <MomentField source="createdAt" />
    </Column>
    <Column source="lastSeenAt" label="Last active">
      <MomentField source="lastSeenAt" />
    </Column>
    <Column source="expiresAt" label="Ends at the latest">
      <MomentField source="expiresAt" />
    </Column>
    <Column source="userAgent" label="User agent" disableSort sx={shortText} />
    <Column
      source="revokedAt"
      label="State"
      disableSort
      render={(session) => <SessionStateChip session={session} />}
    />
    <Column label="Actions" disableSort render={(session) => <EndSessionButton session={session} />} />
  </DataTable>
);

const card = (session: Session) => (
  <>
    <PersonName source="userId" />
    <SessionSummary session={session} action={<EndSessionButton session={session} />} />
  </>
);

const SessionCards = () => <SimpleList<Session> rowClick={false} primaryText={card} />;
