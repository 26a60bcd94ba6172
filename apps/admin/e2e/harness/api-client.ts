import { expect } from "vitest";
import type { Site } from "./site.ts";

/** Calls the API as one of the demo accounts; gives the parsed answer of a call that succeeded. */
export type CallApi = <T>(method: string, path: string, body?: object) => Promise<T>;

/** Signs in without a browser, to prepare what a test is about and to look at what it left behind. */
export async function signInToApi(site: Site, email: string): Promise<CallApi> {
  const headers = { "content-type": "application/json" };
  const credentials = { username: email, password: site.password, scope: "offline_access" };
  const signIn = await fetch(`${site.proxy.origin}/api/token`, {
    method: "POST",
    headers,
    body: JSON.stringify(credentials),
  });
  const { access_token } = (await signIn.json()) as { access_token: string };
  return async <T>(method: string, path: string, body?: object) => {
    const answer = await fetch(site.proxy.origin + path, {
      method,
      headers: { authorization: `Bearer ${access_token}`, ...(body && headers) },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  };
}
