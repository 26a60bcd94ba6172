import { isAllowed, listPermissions } from "@gatehouse/shared/permissions";
import type { Me } from "@gatehouse/shared/session-api";
import type { QueryClient } from "@tanstack/react-query";
import type { AuthProvider, UserIdentity } from "react-admin";
import { ownAccountQuery } from "../data/own-account.ts";
import { sessionClient } from "./browser-session.ts";

/**
 * React Admin's view of the session. It never signs anyone out by itself: <Admin> is drawn only while there is a
 * session, and the session client alone decides when that is over (React Admin would log out on any rejection here,
 * an unreachable server included).
 */
export const createAuthProvider = (queryClient: QueryClient): AuthProvider => ({
  login: async ({ username, password }: { username: string; password: string }) => {
    const outcome = await sessionClient.login({ path: "/api/token", body: { username, password } });
    if (outcome.kind !== "granted")
      throw new Error(outcome.kind === "refused" ? outcome.message : "Not reachable.");
  },
  /** `false`: React Admin need not navigate, the page is replaced as soon as the session has ended. */
  logout: () => {
    void sessionClient.logout();
    return Promise.resolve(false);
  },
  checkAuth: () => Promise.resolve(),
  checkError: () => Promise.resolve(),
  getIdentity: async () => toIdentity(await queryClient.query(ownAccountQuery)),
  getPermissions: () => {
    const session = currentSession();
    return Promise.resolve(session ? listPermissions(session.role) : []);
  },
  canAccess: ({ resource, action, record }) => {
    const session = currentSession();
    if (!session) return Promise.resolve(false);
    const { role, userId } = session;
    return Promise.resolve(isAllowed({ role, userId, resource, action, record }));
  },
});

/** Whose session this tab is in, if it is in one. */
export function currentSession() {
  const { state } = sessionClient;
  return state.status === "unknown" ? undefined : state.session;
}

function toIdentity(me: Me): UserIdentity {
  return {
    id: me.id,
    fullName: `${me.firstName} ${me.lastName}`.trim() || me.email,
    email: me.email,
    role: me.role,
  };
}
