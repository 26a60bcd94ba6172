import type { InjectOptions } from "fastify";
import type { TokenResponse } from "@gatehouse/shared/session-api";
import { type TestApp, testPassword } from "./build-test-app.ts";

type Method = NonNullable<InjectOptions["method"]>;

export interface TestAnswer<Body> {
  status: number;
  headers: Record<string, unknown>;
  body: Body;
  /** The refresh cookie this answer sets: its value, "" where it is cleared, undefined where it says nothing. */
  setCookie: string | undefined;
}

interface CallOptions {
  body?: object;
  form?: Record<string, string>;
  bearer?: string | undefined;
  cookie?: string | undefined;
  headers?: Record<string, string>;
}

const cookieName = "gatehouse";

/** Calls the server as curl would: no browser headers, cookies only where they are given. */
export async function call<Body = Record<string, unknown>>(
  app: TestApp,
  method: Method,
  url: string,
  { body, form, bearer, cookie, headers }: CallOptions = {},
): Promise<TestAnswer<Body>> {
  const answer = await app.inject({
    method,
    url,
    headers: {
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    ...(cookie !== undefined && { cookies: { [cookieName]: cookie } }),
    ...(body && { payload: body }),
    ...(form && { payload: new URLSearchParams(form).toString() }),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: (answer.body === "" ? undefined : JSON.parse(answer.body)) as Body,
    setCookie: answer.cookies.find((each) => each.name === cookieName)?.value,
  };
}

export interface TestSession {
  accessToken: string;
  cookie: string;
}

/** Makes an account by registration, as `viewer`, and answers with its first session. */
export async function registerUser(app: TestApp, email = "ada@example.com"): Promise<TestSession> {
  const person = { email, firstName: "Ada", lastName: "Lovelace" };
  const passwords = { password: testPassword, passwordConfirm: testPassword };
  const answer = await call<TokenResponse>(app, "POST", "/api/register", {
    body: { ...person, ...passwords },
  });
  return sessionOf(answer);
}

/** Signs an existing account in. */
export async function signIn(
  app: TestApp,
  email = "ada@example.com",
  password = testPassword,
): Promise<TestSession> {
  return sessionOf(
    await call<TokenResponse>(app, "POST", "/api/token", { form: { username: email, password } }),
  );
}

/** A refresh by cookie. */
export const refresh = (app: TestApp, cookie: string) =>
  call<TokenResponse & { code?: string; reason?: string }>(app, "POST", "/api/refresh-token", { cookie });

function sessionOf({ status, body, setCookie }: TestAnswer<TokenResponse>): TestSession {
  if (status >= 300 || setCookie === undefined) {
    throw new Error(`No session was opened: ${status} ${JSON.stringify(body)}`);
  }
  return { accessToken: body.access_token, cookie: setCookie };
}
