import type { TokenResponse } from "@gatehouse/shared/session-api";

export const account = {
  email: "bench@example.com",
  password: "correct horse battery staple",
  firstName: "Ada",
  lastName: "Lovelace",
};

const json = { "content-type": "application/json" };

async function post(origin: string, path: string, body: object, headers = {}): Promise<Response> {
  const answer = await fetch(`${origin}${path}`, {
    method: "POST",
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

/** Makes the account on a fresh Gatehouse. */
export async function registerAccount(origin: string): Promise<void> {
  await post(origin, "/api/register", { ...account, passwordConfirm: account.password });
}

/** One new session of the account. */
export async function signIn(origin: string): Promise<{ bearer: string; cookie: string }> {
  const answer = await post(origin, "/api/token", { username: account.email, password: account.password });
  return { bearer: ((await answer.json()) as TokenResponse).access_token, cookie: cookieOf(answer) };
}

/** Makes the account on a fresh better-auth and answers with its session's cookie. */
export async function signUpToBetterAuth(origin: string): Promise<string> {
  const { email, password, firstName } = account;
  const body = { email, password, name: firstName };
  return cookieOf(await post(origin, "/api/auth/sign-up/email", body, { origin }));
}
