import type { Me } from "@gatehouse/shared/session-api";
import { Card, CardContent, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Title } from "react-admin";
import { ownAccountQuery } from "../data/own-account.ts";
import { ReadFailure } from "../layout/ReadFailure.tsx";
import { SecondFactorPanel } from "../second-factor/SecondFactorPanel.tsx";
import { roleWords } from "../users/role-words.ts";
import { ChangeEmailButton } from "./ChangeEmailButton.tsx";
import { NameForm } from "./NameForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

/** One's own account. */
export const ProfilePage = () => {
  const { data: me, error, refetch } = useQuery(ownAccountQuery);
  return (
    <Stack spacing={2} sx={{ maxWidth: 640, width: 1, py: 2 }}>
      <Title title="Profile" />
      <Section title="Your account">
        {error && <ReadFailure error={error} retry={refetch} />}
        {me && <SignInName me={me} />}
        {me && <NameForm me={me} />}
      </Section>
      <Section title="Password">
        <PasswordForm email={me?.email} />
      </Section>
      <Section title="Second factor">
        <SecondFactorPanel />
      </Section>
    </Stack>
  );
};

const SignInName = ({ me }: { me: Me }) => (
  <Stack
    direction="row"
    spacing={1}
    sx={{ mb: 1, justifyContent: "space-between", alignItems: "center", flexWrap: "wrap" }}
  >
    <Typography color="textSecondary" sx={{ overflowWrap: "anywhere" }}>
      {me.email}, {roleWords[me.role].label}
    </Typography>
    <ChangeEmailButton me={me} />
  </Stack>
);

const Section = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <Card variant="outlined">
    <CardContent>
      <Typography variant="h6" component="h2" gutterBottom>
        {title}
      </Typography>
      {children}
    </CardContent>
  </Card>
);
