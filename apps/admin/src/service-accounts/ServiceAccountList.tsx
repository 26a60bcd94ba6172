import type { ServiceAccount } from "@gatehouse/shared/service-accounts";
import SmartToyIcon from "@mui/icons-material/SmartToy";
import { Stack, Typography } from "@mui/material";
import { CreateButton, DataTable, List, SelectInput, SimpleList } from "react-admin";
import { MomentField } from "../dates/MomentField.tsx";
import { EmptyState } from "../lists/EmptyState.tsx";
import { ListActions } from "../lists/ListActions.tsx";
import { shortText } from "../lists/short-text.ts";
import { useIsSmall } from "../lists/use-is-small.ts";
import { RevokeButton } from "../secrets/RevokeButton.tsx";
import { roleChoices, roleWords } from "../users/role-words.ts";

const filters = [<SelectInput key="role" source="role" choices={roleChoices} />];

const Column = DataTable.Col<ServiceAccount>;

/** Programs with rights of their own, for administrators. */
export const ServiceAccountList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      filters={filters}
      actions={<ListActions createLabel="New service account" />}
      empty={<NoServiceAccounts />}
      exporter={false}
      perPage={25}
      sort={{ field: "name", order: "ASC" }}
    >
      {isSmall ? <ServiceAccountCards /> : <ServiceAccountTable />}
    </List>
  );
};

const revoke = (
  <RevokeButton consequence="The secret and every access token that it got are refused from now on." />
);

const clientIdOf = ({ clientId }: ServiceAccount) => (
  <Typography variant="body2" component="span" sx={{ fontFamily: "monospace" }}>
    {clientId}
  </Typography>
);

const ServiceAccountTable = () => (
  <DataTable rowClick={false} bulkActionButtons={false} hiddenColumns={["createdAt"]}>
    <Column source="name" sx={shortText} dir="auto" />
    <Column source="role" render={({ role }) => roleWords[role].label} />
    <Column source="clientId" label="Client ID" disableSort render={clientIdOf} />
    <Column source="lastUsedAt" label="Last used">
      <MomentField source="lastUsedAt" emptyText="Never" />
    </Column>
    <Column source="createdAt" label="Created">
      <MomentField source="createdAt" />
    </Column>
    <Column label="Actions" disableSort>
      {revoke}
    </Column>
  </DataTable>
);

const card = ({ name, role, clientId }: ServiceAccount) => (
  <Stack spacing={0.5} sx={{ alignItems: "flex-start", overflowWrap: "anywhere" }}>
    <bdi>{name}</bdi>
    <Typography variant="body2" color="textSecondary" component="div">
      {roleWords[role].label}. Last used: <MomentField source="lastUsedAt" emptyText="never" />.
    </Typography>
    <Typography variant="body2" sx={{ fontFamily: "monospace" }}>
      {clientId}
    </Typography>
    {revoke}
  </Stack>
);

const ServiceAccountCards = () => <SimpleList<ServiceAccount> rowClick={false} primaryText={card} />;

const NoServiceAccounts = () => (
  <EmptyState
    icon={<SmartToyIcon />}
    title="No service accounts yet"
    action={<CreateButton label="New service account" variant="contained" />}
  >
    A service account lets a program work by itself, with a role of its own, and without anybody's password.
  </EmptyState>
);
