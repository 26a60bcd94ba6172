import type { SecondFactorPolicy } from "@gatehouse/shared/second-factor";
import { roles, type Role } from "@gatehouse/shared/roles";
import { Card, CardContent, Checkbox, FormControlLabel, FormGroup, Stack, Typography } from "@mui/material";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CanAccess, Title, useNotify } from "react-admin";
import { callApi } from "../data/call-api.ts";
import { AccessDeniedPage } from "../layout/AccessDeniedPage.tsx";
import { ReadFailure } from "../layout/ReadFailure.tsx";
import { roleWords } from "../users/role-words.ts";

const path = "/api/second-factor-policy";
const queryKey = ["second-factor-policy"];

const denied = <AccessDeniedPage />;

/** Which roles must have a second factor; for administrators. */
export const SecondFactorPolicyPage = () => (
  <CanAccess resource="users" action="edit" accessDenied={denied}>
    <PolicyForm />
  </CanAccess>
);

const PolicyForm = () => {
  const { demanded, setDemanded, isSaving, error, refetch } = usePolicy();
  return (
    <Stack spacing={2} sx={{ maxWidth: 640, width: 1, py: 2 }}>
      <Title title="Second factor" />
      {error && <ReadFailure error={error} retry={refetch} />}
      <Card variant="outlined">
        <CardContent>
          <Typography variant="h6" component="h2" gutterBottom>
            Who must have a second factor
          </Typography>
          <Typography color="textSecondary" gutterBottom>
            People of these roles set one up when they sign in next, and can do nothing else before. Those who
            are signed in are asked within minutes. Their access tokens are refused until they have.
          </Typography>
          <FormGroup>
            {roles.map((role) => (
              <FormControlLabel
                key={role}
                label={roleWords[role].label}
                control={
                  <Checkbox
                    checked={demanded?.has(role) ?? false}
                    // The whole list is sent: a second one on its way could overtake the first.
                    disabled={!demanded || isSaving}
                    onChange={(_event, isOn) => setDemanded(role, isOn)}
                  />
                }
              />
            ))}
          </FormGroup>
        </CardContent>
      </Card>
    </Stack>
  );
};

function usePolicy() {
  const notify = useNotify();
  const client = useQueryClient();
  /** What was just chosen, until the server has answered. */
  const [chosen, setChosen] = useState<readonly Role[]>();
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => callApi<SecondFactorPolicy>(path, { signal }),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: (body: SecondFactorPolicy) => callApi<SecondFactorPolicy>(path, { method: "PUT", body }),
    onSuccess: (policy) => {
      client.setQueryData(queryKey, policy);
      notify("Saved", { type: "success" });
    },
    onError: (error) => notify(error.message, { type: "error" }),
    onSettled: () => setChosen(undefined),
  });
  const shown = chosen ?? data?.roles;
  const setDemanded = (role: Role, isOn: boolean) => {
    const others = shown?.filter((each) => each !== role) ?? [];
    const roles = isOn ? [...others, role] : others;
    setChosen(roles);
    mutate({ roles });
  };
  return { demanded: shown && new Set(shown), setDemanded, isSaving: isPending, error, refetch };
}
