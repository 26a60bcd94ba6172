/** In `file`, below apps/admin/src, the one occurrence of `find` becomes `replace`. */
interface Edit {
  file: string;
  find: string;
  replace: string;
}

/** One way to break the browser's side of the session. */
export interface Mutation {
  name: string;
  edits: readonly Edit[];
  /** Test files, by a part of their names, and the titles in them, of which at least one must fail. */
  tests: readonly string[];
  titles: string;
}

const client = "session/session-client.ts";
const held = "session/held-session.ts";
const transport = "session/fetch-transport.ts";
const ports = "session/browser-session.ts";

/** The mistakes that clients of this kind are known for. */
export const mutations: readonly Mutation[] = [
  {
    name: "no lock",
    edits: [{ file: ports, find: "createTabLock(navigator.locks", replace: "createTabLock(undefined" }],
    tests: ["e2e/refreshing"],
    titles: "^1: serves five tabs",
  },
  {
    name: "no broadcast",
    edits: [
      {
        file: ports,
        find: "createTabChannel(globalThis.BroadcastChannel)",
        replace: "createTabChannel(undefined)",
      },
    ],
    tests: ["e2e/refreshing"],
    titles: "^2: ",
  },
  {
    name: "no word of who has a token",
    edits: [
      {
        file: ports,
        find: "createTabPresence(globalThis.BroadcastChannel && navigator.locks",
        replace: "createTabPresence(undefined",
      },
    ],
    tests: ["e2e/refreshing"],
    titles: "^(1: serves five tabs|2: )",
  },
  {
    name: "no keepalive",
    edits: [
      {
        file: transport,
        find: "keepalive: true,\n    signal: AbortSignal.any",
        replace: "signal: AbortSignal.any",
      },
    ],
    tests: ["e2e/refreshing"],
    titles: "^4: refreshes by a bare POST",
  },
  {
    name: "logout on 500",
    edits: [
      {
        file: transport,
        find: "  if (response.status === 401 && isSessionEndCode(code)) {",
        replace:
          '  if (response.status >= 500) return { kind: "refused", code: "session_expired" };\n  if (response.status === 401 && isSessionEndCode(code)) {',
      },
    ],
    tests: ["e2e/outages"],
    titles: "^6: a 50",
  },
  {
    name: "timer alive after logout",
    edits: [
      {
        file: client,
        find: "    this.#tokens.cancel();\n    this.#exchange.withdraw();\n",
        replace: "    this.#exchange.withdraw();\n",
      },
    ],
    tests: ["e2e/signing-out"],
    titles: "^12: a logout",
  },
  {
    name: "rows out of the page cache",
    edits: [{ file: "session/page-events.ts", find: "client.restore()", replace: "client.wake()" }],
    tests: ["e2e/signing-out"],
    titles: "^17: ",
  },
  {
    name: "late refresh resurrects",
    edits: [
      { file: "session/token-refresher.ts", find: "    this.#call.abort();\n", replace: "" },
      { file: held, find: "return this.#ended.has(sessionId);", replace: 'return sessionId === "";' },
    ],
    tests: ["e2e/signing-out", "session-client.test"],
    titles: "(^13: |lets no late refresh)",
  },
  {
    name: "loop on second 401",
    edits: [
      {
        file: "data/http-client.ts",
        find: "return noteEndOfSession(renewed, second) ? ",
        replace: "return second.status === 401 ? ",
      },
    ],
    tests: ["e2e/refused-calls"],
    titles: "^9: a second 401",
  },
  {
    name: "storm on a wrong clock",
    edits: [
      {
        file: "session/held-token.ts",
        find: "return identity && { value, identity, lifetimeMs, since };",
        replace:
          'const claims = atob((value.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"));\n  const { exp } = JSON.parse(claims) as { exp: number };\n  return identity && { value, identity, lifetimeMs: exp * 1_000 - since.wall, since };',
      },
    ],
    tests: ["e2e/refreshing"],
    titles: "^10: makes neither storm",
  },
  {
    name: "token copied to storage",
    edits: [
      {
        file: held,
        find: "    this.#token = token;\n",
        replace: '    this.#token = token;\n    localStorage.setItem("gatehouse.token", token.value);\n',
      },
    ],
    tests: ["e2e/refreshing"],
    titles: "^18: keeps no token",
  },
  {
    name: "checkAuth rejecting while offline",
    edits: [
      {
        file: "session/auth-provider.ts",
        find: "checkAuth: () => Promise.resolve(),",
        replace:
          'checkAuth: () =>\n    sessionClient.state.status === "active" ? Promise.resolve() : Promise.reject(new Error("offline")),',
      },
    ],
    tests: ["e2e/outages"],
    titles: "^7: ",
  },
];
