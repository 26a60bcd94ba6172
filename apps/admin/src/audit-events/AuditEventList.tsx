import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { permissions } from "@gatehouse/shared/permissions";
import FactCheckIcon from "@mui/icons-material/FactCheck";
import {
  AutocompleteInput,
  DataTable,
  DateInput,
  List,
  ReferenceInput,
  SelectInput,
  SimpleList,
  TextInput,
} from "react-admin";
import { EmptyState } from "../lists/EmptyState.tsx";
import { ListActions } from "../lists/ListActions.tsx";
import { MomentField } from "../lists/MomentField.tsx";
import { useIsSmall } from "../lists/use-is-small.ts";
import { fullName } from "../people/full-name.ts";
import { PersonName } from "../people/PersonName.tsx";
import { AuditEventSummary } from "./AuditEventSummary.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { eventTypeChoices } from "./event-types.ts";
import { eventWords } from "./event-words.ts";

const resourceChoices = Object.keys(permissions).map((id) => ({ id, name: id }));

const filters = [
  <AutocompleteInput key="type" source="type" label="Event" choices={eventTypeChoices} alwaysOn />,
  <ReferenceInput key="actorId" source="actorId" reference="users" label="Person">
    <AutocompleteInput label="Person" optionText={fullName} filterToQuery={(text: string) => ({ q: text })} />
  </ReferenceInput>,
  <SelectInput key="resource" source="resource" choices={resourceChoices} />,
  <TextInput key="recordId" source="recordId" label="Record" />,
  <DateInput key="createdAt_gte" source="createdAt_gte" label="From" parse={startOfDay} format={dayOf} />,
  <DateInput key="createdAt_lt" source="createdAt_lt" label="Before" parse={startOfDay} format={dayOf} />,
];

const Column = DataTable.Col<AuditEvent>;

const summary = (event: AuditEvent) => <AuditEventSummary event={event} />;

export const AuditEventList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      title="Audit log"
      filters={filters}
      actions={<ListActions />}
      empty={<NoEvents />}
      exporter={false}
      perPage={25}
      sort={{ field: "createdAt", order: "DESC" }}
    >
      {isSmall ? <SimpleList<AuditEvent> rowClick={false} primaryText={summary} /> : <EventTable />}
    </List>
  );
};

const EventTable = () => (
  <DataTable
    rowClick={false}
    bulkActionButtons={false}
    hiddenColumns={["recordId", "userAgent", "requestId"]}
  >
    <Column source="createdAt" label="When">
      <MomentField source="createdAt" />
    </Column>
    <Column source="type" label="Event" render={({ type }) => eventWords(type)} />
    <Column source="actorId" label="Person">
      <PersonName source="actorId" />
    </Column>
    <Column source="resource" />
    <Column source="recordId" label="Record" disableSort />
    <Column source="changes" disableSort render={({ changes }) => <ChangeList changes={changes} />} />
    <Column source="address" disableSort />
    <Column source="userAgent" label="User agent" disableSort />
    <Column source="requestId" label="Request" disableSort />
  </DataTable>
);

const NoEvents = () => (
  <EmptyState icon={<FactCheckIcon />} title="Nothing has happened yet">
    Every sign-in and every change to a record is written here, with who did it and from where.
  </EmptyState>
);

function startOfDay(day: unknown) {
  return typeof day === "string" && day !== "" ? new Date(`${day}T00:00:00`).toISOString() : null;
}

function dayOf(instant: unknown) {
  return typeof instant === "string" ? new Date(instant).toLocaleDateString("sv-SE") : "";
}
