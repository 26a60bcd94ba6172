import type { TokenResponse } from "@gatehouse/shared/session-api";
import { testPassword } from "../build-test-app.ts";

export interface Answer {
  status: number;
  code: string | undefined;
  body: Partial<TokenResponse>;
  setCookie: string | undefined;
}

export interface CallOptions {
  patienceMs?: number;
  headers?: Record<string, string>;
}

/** An honest client with a cookie jar, over real HTTP, to whichever server it is told. */
export class JarClient {
  jar = "";
  accessToken = "";

  /** Calls and keeps what the answer brings; rejects where no answer comes, or none in time. */
  async call(
    url: string,
    method: string,
    path: string,
    body?: object,
    { patienceMs, headers }: CallOptions = {},
  ): Promise<Answer> {
    const answer = await fetch(`${url}${path}`, {
      method,
      ...(patienceMs !== undefined && { signal: AbortSignal.timeout(patienceMs) }),
      headers: {
        ...headers,
        ...(this.jar && { cookie: `gatehouse=${this.jar}` }),
        ...(this.accessToken && { authorization: `Bearer ${this.accessToken}` }),
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = (text ? JSON.parse(text) : {}) as Partial<TokenResponse> & { code?: string };
    const setCookie = /^gatehouse=(?<value>[^;]*)/.exec(answer.headers.getSetCookie()[0] ?? "")?.groups?.[
      "value"
    ];
    if (setCookie !== undefined) this.jar = setCookie;
    if (json.access_token) this.accessToken = json.access_token;
    return { status: answer.status, code: json.code, body: json, setCookie };
  }

  me = (url: string) => this.call(url, "GET", "/api/me");
  refresh = (url: string, patienceMs?: number) =>
    this.call(url, "POST", "/api/refresh-token", undefined, patienceMs === undefined ? {} : { patienceMs });
  logout = (url: string) => this.call(url, "POST", "/api/logout");

  get generation(): number {
    return Number(this.jar.split(".")[2]);
  }

  /** Another holder of the same jar: a second tab, or a thief. */
  copy(): JarClient {
    const other = new JarClient();
    other.jar = this.jar;
    other.accessToken = this.accessToken;
    return other;
  }
}

const email = "ada@example.com";

export async function registerClient(url: string): Promise<JarClient> {
  const client = new JarClient();
  const person = { email, firstName: "Ada", lastName: "Lovelace" };
  const passwords = { password: testPassword, passwordConfirm: testPassword };
  const { status, code } = await client.call(url, "POST", "/api/register", { ...person, ...passwords });
  if (status !== 201) throw new Error(`No account was made: ${status} ${code}`);
  return client;
}

export async function signInClient(
  url: string,
  credentials = { username: email, password: testPassword },
): Promise<JarClient> {
  const client = new JarClient();
  const { status, code } = await client.call(url, "POST", "/api/token", credentials);
  if (status !== 200) throw new Error(`No session was opened: ${status} ${code}`);
  return client;
}
