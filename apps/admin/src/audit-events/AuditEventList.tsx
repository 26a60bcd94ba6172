import type { AuditEvent } from "@gatehouse/shared/audit-events";
import FactCheckIcon from "@mui/icons-material/FactCheck";
import {
  AutocompleteInput,
  DataTable,
  DateInput,
  List,
  type RaRecord,
  ReferenceInput,
  TextInput,
  useRecordContext,
} from "react-admin";
import { MomentField } from "../dates/MomentField.tsx";
import { EmptyState } from "../lists/EmptyState.tsx";
import { ListActions } from "../lists/ListActions.tsx";
import { shortText } from "../lists/short-text.ts";
import { useIsSmall } from "../lists/use-is-small.ts";
import { fullName } from "../people/full-name.ts";
import { PersonName } from "../people/PersonName.tsx";
import { AuditEventCards } from "./AuditEventCards.tsx";
import { ChangedFields } from "./ChangedFields.tsx";
import { EventChanges } from "./EventChanges.tsx";
import { EventSubject } from "./EventSubject.tsx";
import { eventTypeChoices } from "./event-types.ts";
import { eventWords } from "./event-words.ts";
import { ResourceInput } from "./ResourceInput.tsx";

const filters = [
  <AutocompleteInput key="type" source="type" label="Event" choices={eventTypeChoices} alwaysOn />,
  <ReferenceInput key="actorId" source="actorId" reference="users" label="Person">
    <AutocompleteInput label="Person" optionText={fullName} filterToQuery={(text: string) => ({ q: text })} />
  </ReferenceInput>,
  <ResourceInput key="resource" source="resource" label="Kind of record" />,
  <TextInput key="recordId" source="recordId" label="Record ID" />,
  <DateInput key="createdAt_gte" source="createdAt_gte" label="From" parse={startOfDay} format={dayOf} />,
  <DateInput key="createdAt_lte" source="createdAt_lte" label="Until" parse={endOfDay} format={dayOf} />,
];

const Column = DataTable.Col<AuditEvent>;

const shorterText = { ...shortText, maxWidth: 180 };

const subject = (event: AuditEvent) => <EventSubject event={event} />;

export const AuditEventList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      filters={filters}
      actions={<ListActions sortFields={["createdAt", "type"]} />}
      empty={<NoEvents />}
      exporter={false}
      perPage={25}
      sort={{ field: "createdAt", order: "DESC" }}
    >
      {isSmall ? <AuditEventCards /> : <EventTable />}
    </List>
  );
};

const EventTable = () => (
  <DataTable
    rowClick={false}
    bulkActionButtons={false}
    expand={<ExpandedRow />}
    isRowExpandable={({ changes }: AuditEvent) => changes.length > 0}
    hiddenColumns={["recordId", "userAgent", "requestId"]}
  >
    <Column source="createdAt" label="When">
      <MomentField source="createdAt" />
    </Column>
    <Column source="type" label="Event" sx={shortText} render={({ type }) => eventWords(type)} />
    <Column source="actorId" label="Person" sx={shortText}>
      <PersonName source="actorId" />
    </Column>
    <Column source="resource" label="Record" sx={shorterText} render={subject} />
    <Column source="recordId" label="Record ID" disableSort />
    <Column
      source="changes"
      disableSort
      sx={shorterText}
      render={(event) => <ChangedFields event={event} />}
    />
    <Column source="address" disableSort />
    <Column source="userAgent" label="User agent" disableSort sx={shortText} />
    <Column source="requestId" label="Request" disableSort />
  </DataTable>
);

const ExpandedRow = () => {
  const event = useRecordContext<AuditEvent & RaRecord>();
  return event ? <EventChanges event={event} /> : null;
};

const NoEvents = () => (
  <EmptyState icon={<FactCheckIcon />} title="Nothing has happened yet">
    Every sign-in and every change to a record is written here, with who did it and from where.
  </EmptyState>
);

function startOfDay(day: unknown) {
  return typeof day === "string" && day !== "" ? new Date(`${day}T00:00:00`).toISOString() : null;
}

function endOfDay(day: unknown) {
  return typeof day === "string" && day !== "" ? new Date(`${day}T23:59:59.999`).toISOString() : null;
}

function dayOf(instant: unknown) {
  return typeof instant === "string" ? new Date(instant).toLocaleDateString("sv-SE") : "";
}
