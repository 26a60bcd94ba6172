import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { admin, openPage, openSession, viewer } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

it("shows the sessions that are not ended, or those that are", async () => {
  await openSession(site, await site.newContext(), viewer);
  const callApi = await signInToApi(site, admin);
  const filter = encodeURIComponent('{"revokedAt":null}');
  const sessions = await callApi<{ id: string }[]>("GET", `/api/sessions?filter=${filter}`);
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/sessions" });
  await page.getByRole("button", { name: "Ended" }).click();
  await page.getByText("No Sessions found").waitFor();
  await page.getByRole("button", { name: "Active", exact: true }).click();
  await expect.poll(() => page.getByRole("row").count()).toBe(sessions.length + 2);
});

it("shows the users who were disabled", async () => {
  const callApi = await signInToApi(site, admin);
  const filter = encodeURIComponent(JSON.stringify({ email: viewer }));
  const [user] = await callApi<{ id: string }[]>("GET", `/api/users?filter=${filter}`);
  await callApi("POST", `/api/users/${user?.id}/disable`);
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/users" });
  await page.getByRole("button", { name: "Disabled" }).click();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("cell", { name: viewer }).waitFor();
});
