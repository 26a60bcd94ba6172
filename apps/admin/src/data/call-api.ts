import { httpClient } from "./http-client.ts";

interface ApiCall {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: object | undefined;
  signal?: AbortSignal;
}

/** A call that React Admin's dialect has no word for; `path` begins with /api. Gives the parsed answer. */
export async function callApi<T>(path: string, { method = "GET", body, signal }: ApiCall = {}): Promise<T> {
  const answer = await httpClient(path, { method, signal, body: body && JSON.stringify(body) });
  return answer.json as T;
}
