import type { SignInOptions, TokenResponse } from "@gatehouse/shared/session-api";

/** What the login page of this server offers; throws where there is no demo data. */
export async function readSignInOptions(origin: string): Promise<{ demoPassword: string }> {
  const { demoPassword } = await readJson<SignInOptions>(`${origin}/api/sign-in-options`);
  if (demoPassword === null) throw new Error("There is no demo data on this server.");
  return { demoPassword };
}

/** The id of a draft, for the pages that need an invoice. */
export async function findDraftInvoice(origin: string, password: string): Promise<string> {
  const form = { username: "admin@gatehouse.test", password, scope: "offline_access" };
  const body = new URLSearchParams(form);
  const { access_token: token } = await readJson<TokenResponse>(`${origin}/api/token`, {
    method: "POST",
    body,
  });
  const query = new URLSearchParams({ filter: '{"status":"draft"}', range: "[0,0]" });
  const headers = { authorization: `Bearer ${token}` };
  const [draft] = await readJson<{ id: string }[]>(`${origin}/api/invoices?${query.toString()}`, { headers });
  if (!draft) throw new Error("The demo data has no draft.");
  return draft.id;
}

async function readJson<T>(url: string, request?: RequestInit): Promise<T> {
  const response = await fetch(url, request);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
