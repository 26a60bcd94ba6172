import { expect, it } from "vitest";
import { openPage, viewer } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

it("judges a new password while it is typed, and loads what that takes only then", async () => {
  const page = await openPage(site, await site.newContext(), { as: viewer });
  const meterFiles = /(estimate-strength|common-words|english-words)-/;
  expect(site.proxy.callsTo(meterFiles)).toEqual([]);
  const password = page.getByLabel("New password");
  await password.fill("password1password1");
  await page.getByText(/^Strength: very weak\./).waitFor();
  expect(site.proxy.callsTo(meterFiles)).toHaveLength(3);
  // One's own words count for nothing.
  await password.fill("viewer@gatehouse.test");
  await page.getByText(/^Strength: very weak\./).waitFor();
  await password.fill("grumpy violet teapots orbit 7 quiet harbours");
  await page.getByText(/^Strength: strong\./).waitFor();
  expect(await page.getByRole("meter", { name: "Strength" }).getAttribute("value")).toBe("4");
});
