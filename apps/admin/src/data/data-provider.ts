import simpleRestProvider from "ra-data-simple-rest";
import type { DataProvider, Identifier } from "react-admin";
import { createOnce } from "./create-once.ts";
import { httpClient } from "./http-client.ts";

const simpleRest = simpleRestProvider("/api", requestJson, "Content-Range");

/** ra-data-simple-rest over our http client. Queries keep their AbortSignal; bulk calls are one request each. */
export const dataProvider: DataProvider = {
  ...simpleRest,
  supportAbortSignal: true,
  create: async (resource, { data }) =>
    createOnce(`/${resource}`, data, (key) => send("POST", `/${resource}`, data, { "Idempotency-Key": key })),
  updateMany: async (resource, { ids, data }) => send("PATCH", `/${resource}?${idFilter(ids)}`, data),
  deleteMany: async (resource, { ids }) => send("DELETE", `/${resource}?${idFilter(ids)}`),
  delete: async (resource, { id }) => send("DELETE", `/${resource}/${encodeURIComponent(id)}`),
};

async function send(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const { json } = await httpClient(`/api${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { data: json as never };
}

/** The `Range` header that ra-data-simple-rest adds is for servers that need it; ours reads the query. */
async function requestJson(url: string, options: RequestInit = {}) {
  const { method, body, signal } = options;
  const answer = await httpClient(url, {
    method,
    signal: signal ?? undefined,
    ...(typeof body === "string" && { body }),
  });
  return { ...answer, json: answer.json as never };
}

function idFilter(ids: readonly Identifier[]): string {
  return new URLSearchParams({ filter: JSON.stringify({ id: ids }) }).toString();
}
