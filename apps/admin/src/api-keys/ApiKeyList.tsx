import type { ApiKey } from "@gatehouse/shared/api-keys";
import KeyIcon from "@mui/icons-material/Key";
import { Stack, Typography } from "@mui/material";
import { CreateButton, DataTable, List, SimpleList } from "react-admin";
import { MomentField } from "../dates/MomentField.tsx";
import { EmptyState } from "../lists/EmptyState.tsx";
import { ListActions } from "../lists/ListActions.tsx";
import { shortText } from "../lists/short-text.ts";
import { useIsSmall } from "../lists/use-is-small.ts";
import { RevokeButton } from "../secrets/RevokeButton.tsx";
import { scopeWords } from "./scope-words.ts";

const Column = DataTable.Col<ApiKey>;

/** One's own tokens for programs. */
export const ApiKeyList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      actions={<ListActions hasFilters={false} createLabel="New token" />}
      empty={<NoApiKeys />}
      exporter={false}
      perPage={25}
      sort={{ field: "createdAt", order: "DESC" }}
    >
      {isSmall ? <ApiKeyCards /> : <ApiKeyTable />}
    </List>
  );
};

const revoke = <RevokeButton consequence="Programs that use this token are refused from now on." />;

const ApiKeyTable = () => (
  <DataTable rowClick={false} bulkActionButtons={false}>
    <Column source="name" sx={shortText} dir="auto" />
    <Column source="scope" label="May be used for" render={({ scope }) => scopeWords[scope]} />
    <Column source="createdAt" label="Created">
      <MomentField source="createdAt" />
    </Column>
    <Column source="lastUsedAt" label="Last used">
      <MomentField source="lastUsedAt" emptyText="Never" />
    </Column>
    <Column source="expiresAt" label="Expires">
      <MomentField source="expiresAt" emptyText="When revoked" />
    </Column>
    <Column label="Actions" disableSort>
      {revoke}
    </Column>
  </DataTable>
);

const card = ({ name, scope }: ApiKey) => (
  <Stack spacing={0.5} sx={{ alignItems: "flex-start", overflowWrap: "anywhere" }}>
    <bdi>{name}</bdi>
    <Typography variant="body2" color="textSecondary" component="div">
      {scopeWords[scope]}. Expires: <MomentField source="expiresAt" emptyText="when revoked" />. Last used:{" "}
      <MomentField source="lastUsedAt" emptyText="never" />.
    </Typography>
    {revoke}
  </Stack>
);

const ApiKeyCards = () => <SimpleList<ApiKey> rowClick={false} primaryText={card} />;

const NoApiKeys = () => (
  <EmptyState
    icon={<KeyIcon />}
    title="No access tokens yet"
    action={<CreateButton label="New token" variant="contained" />}
  >
    A script or another program calls the API with an access token in your name, without your password. It can
    be revoked by itself.
  </EmptyState>
);
