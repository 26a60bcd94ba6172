import type { User } from "@gatehouse/shared/users";
import { Link, Stack, Typography } from "@mui/material";
import { EmailField, FunctionField, Labeled, useRecordContext } from "react-admin";
import { Link as RouterLink } from "react-router";
import { MomentField } from "../dates/MomentField.tsx";
import { FactGrid } from "../layout/FactGrid.tsx";
import { listPath } from "../lists/list-path.ts";
import { fullName } from "../people/full-name.ts";
import { roleWords } from "./role-words.ts";
import { UserStatusChip } from "./UserStatusChip.tsx";

export const UserFacts = () => {
  const user = useRecordContext<User>();
  if (!user) return null;
  return (
    <Stack spacing={2} sx={{ p: 2 }}>
      <Stack direction="row" spacing={2} sx={{ alignItems: "center", flexWrap: "wrap" }}>
        <Typography variant="h5" component="h2" sx={{ overflowWrap: "anywhere" }}>
          <bdi>{fullName(user)}</bdi>
        </Typography>
        <UserStatusChip />
      </Stack>
      <FactGrid>
        <Labeled label="Email">
          <EmailField source="email" />
        </Labeled>
        <Labeled label="Role">
          <FunctionField<User>
            render={({ role }) => `${roleWords[role].label}. ${roleWords[role].description}`}
          />
        </Labeled>
        <Labeled label="Last sign-in">
          <MomentField source="lastSignInAt" emptyText="Never" />
        </Labeled>
        <Labeled label="Activity">
          <Link component={RouterLink} to={listPath("audit-events", { actorId: user.id })} variant="body2">
            Everything this person did
          </Link>
        </Labeled>
      </FactGrid>
    </Stack>
  );
};
