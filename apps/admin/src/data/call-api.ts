import { httpClient } from "./http-client.ts";

interface ApiCall {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: object | undefined;
  /** The version of the record that the person has seen; another stored one refuses the call with 412. */
  version?: number;
  signal?: AbortSignal;
}

/** A call that React Admin's dialect has no word for; `path` begins with /api. Gives the parsed answer. */
export async function callApi<T>(path: string, call: ApiCall = {}): Promise<T> {
  const { method = "GET", body, version, signal } = call;
  const headers = version === undefined ? undefined : { "If-Match": `"${version}"` };
  const answer = await httpClient(path, { method, headers, signal, body: body && JSON.stringify(body) });
  return answer.json as T;
}
