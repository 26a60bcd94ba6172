import type { User } from "@gatehouse/shared/users";
import LockIcon from "@mui/icons-material/Lock";
import { Button, Stack } from "@mui/material";
import { DataTable, EmailField, List, SearchInput, SelectInput, SimpleList } from "react-admin";
import { Link } from "react-router";
import { MomentField } from "../dates/MomentField.tsx";
import { ListActions } from "../lists/ListActions.tsx";
import { ListViews } from "../lists/ListViews.tsx";
import { RecordLink } from "../lists/RecordLink.tsx";
import { shortText } from "../lists/short-text.ts";
import { useIsSmall } from "../lists/use-is-small.ts";
import { fullName } from "../people/full-name.ts";
import { roleChoices, roleWords } from "./role-words.ts";
import { UserStatusChip } from "./UserStatusChip.tsx";

const filters = [
  <SearchInput key="q" source="q" alwaysOn placeholder="Search users" />,
  <SelectInput key="role" source="role" choices={roleChoices} />,
];

const views = [
  { label: "All", filter: {} },
  { label: "Active", filter: { disabledAt: [null], lastSignInAt_gte: "2000-01-01T00:00:00.000Z" } },
  { label: "Never signed in", filter: { disabledAt: [null], lastSignInAt: [null] } },
  { label: "Disabled", filter: { disabledAt_gte: "2000-01-01T00:00:00.000Z" } },
];

const Column = DataTable.Col<User>;

export const UserList = () => {
  const isSmall = useIsSmall();
  return (
    <List
      filters={filters}
      actions={
        <ListActions createLabel="Invite" sortFields={["lastName", "role", "lastSignInAt"]}>
          <Button component={Link} to="/second-factor-policy" size="small" startIcon={<LockIcon />}>
            Second factor
          </Button>
        </ListActions>
      }
      exporter={false}
      perPage={25}
      sort={{ field: "lastName", order: "ASC" }}
    >
      <ListViews views={views} />
      {isSmall ? <UserCards /> : <UserTable />}
    </List>
  );
};

const UserTable = () => (
  <DataTable rowClick="show" bulkActionButtons={false} hiddenColumns={["createdAt"]}>
    <Column source="lastName" label="Name" sx={shortText} render={nameLink} />
    <Column source="email" field={EmailField} sx={shortText} />
    <Column source="role" render={({ role }) => roleWords[role].label} />
    <Column source="disabledAt" label="Status" disableSort>
      <UserStatusChip />
    </Column>
    <Column source="lastSignInAt" label="Last sign-in">
      <MomentField source="lastSignInAt" emptyText="–" />
    </Column>
    <Column source="createdAt" label="Invited" field={MomentField} />
  </DataTable>
);

const nameLink = (user: User) => (
  <RecordLink>
    <bdi>{fullName(user)}</bdi>
  </RecordLink>
);

const headOf = (user: User) => (
  <Stack component="span" direction="row" spacing={1} sx={{ justifyContent: "space-between" }}>
    <bdi>{fullName(user)}</bdi>
    <UserStatusChip />
  </Stack>
);

const UserCards = () => (
  <SimpleList<User>
    rowClick="show"
    primaryText={headOf}
    secondaryText={({ email, role }) => `${roleWords[role].label}, ${email}`}
  />
);
