import type { AddressInfo } from "node:net";
import fastifyCookie from "@fastify/cookie";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyServerOptions } from "fastify";
import { auditListeners } from "./audit/audit-listeners.ts";
import { type Clock, createSystemClock } from "./clock.ts";
import { type Config, isServedSecurely } from "./config.ts";
import type { Database } from "./database/database.ts";
import { migrate } from "./database/migrate.ts";
import { openDatabase } from "./database/open-database.ts";
import { demoPassword, listDemoAccounts } from "./demo/demo-accounts.ts";
import { accountRoutes } from "./features/accounts/account.routes.ts";
import { createPasswordChanges } from "./features/accounts/password-change.ts";
import { createProfiles } from "./features/accounts/profile.ts";
import { createRegister } from "./features/accounts/registration.ts";
import { auditEvents } from "./features/audit-events/audit-events.ts";
import { createCodeSpending } from "./features/invitations/code-spending.ts";
import { invitationRoutes } from "./features/invitations/invitation.routes.ts";
import { createPasswordResetRequests } from "./features/invitations/forgotten-password.ts";
import { createSessions } from "./features/sessions-admin/sessions.ts";
import { registerUserActions } from "./features/users/user-actions.routes.ts";
import { createUserEffects } from "./features/users/user-effects.ts";
import { createUsers } from "./features/users/users.ts";
import { createCustomers } from "./features/customers/customers.ts";
import { registerDashboard } from "./features/dashboard/dashboard.routes.ts";
import { invoices } from "./features/invoices/invoices.ts";
import { reindexInvoicesOf } from "./features/invoices/reindex-invoices.ts";
import { registerTransitions } from "./features/invoices/transitions.routes.ts";
import { createSessionFeature, type SessionFeature } from "./features/session/session-feature.ts";
import { revocationRoutes } from "./features/session/revocation.routes.ts";
import { type OwnSessionsRouteOptions, ownSessionsRoutes } from "./features/session/own-sessions.routes.ts";
import { sessionRoutes } from "./features/session/session.routes.ts";
import { tokenRoutes } from "./features/session/token.routes.ts";
import { wellKnownRoutes } from "./features/session/well-known.routes.ts";
import { createApiKeyCheck } from "./features/machine-access/api-key-check.ts";
import { createApiKeys } from "./features/machine-access/api-keys.ts";
import { createClientAuthentication } from "./features/machine-access/client-credentials.ts";
import { joinAccessChecks } from "./features/machine-access/join-access-checks.ts";
import { createServiceAccounts } from "./features/machine-access/service-accounts.ts";
import { metrics } from "./features/metrics/metrics.ts";
import { createRelyingParty } from "./features/second-factor/relying-party.ts";
import { createSecondFactorFeature } from "./features/second-factor/second-factor-feature.ts";
import { secondFactor } from "./features/second-factor/second-factor.ts";
import { createSecurityNotices } from "./features/security-notices/security-notices.ts";
import { announceSetup } from "./features/setup/announce-setup.ts";
import { createFirstRun } from "./features/setup/first-run.ts";
import { setupRoutes } from "./features/setup/setup.routes.ts";
import { createSignInOptions } from "./features/setup/sign-in-options.ts";
import { signInOptionsRoutes } from "./features/setup/sign-in-options.routes.ts";
import { createPasswordAttempts, unlimitedAttempts } from "./guessing/password-attempts.ts";
import { loadRefreshKeys } from "./load-refresh-keys.ts";
import { createMailer, type SendMail } from "./mail/mailer.ts";
import { createOwnPassword } from "./password/own-password.ts";
import { createPasswordHasher, type PasswordHasher } from "./password/password-hasher.ts";
import { type AccessCheck, accessToken } from "./plugins/access-token.ts";
import { adminUi, builtAdminFolder } from "./plugins/admin-ui.ts";
import { corsForAdmins } from "./plugins/cors.ts";
import { errorHandler } from "./plugins/error-handler.ts";
import { formBody } from "./plugins/form-body.ts";
import { health } from "./plugins/health.ts";
import { hostHeader } from "./plugins/host-header.ts";
import { jsonBody } from "./plugins/json-body.ts";
import { openapi } from "./plugins/openapi.ts";
import { otherBody } from "./plugins/other-body.ts";
import { rateLimit } from "./plugins/rate-limit.ts";
import { requestId } from "./plugins/request-id.ts";
import { createApiHeaders, securityHeaders } from "./plugins/security-headers.ts";
import { trustedOrigin } from "./plugins/trusted-origin.ts";
import { ListReader } from "./resources/list-reader.ts";
import { registerResource } from "./resources/register-resource.ts";
import type { ResourceContext } from "./resources/resource-context.ts";
import { createSealing } from "./sealing/sealing.ts";
import { createServerOptions } from "./server-options.ts";
import type { SecondFactorPort } from "./second-factor-port.ts";
import type { SessionPort } from "./session-port.ts";
import { createUnroutedAnswers } from "./unrouted-answers.ts";
import { createWorkLater } from "./work-after-answers.ts";

export interface AppOverrides {
  clock?: Clock;
  /** One that outlives the app; whoever made it closes it. */
  hasher?: PasswordHasher;
  logger?: FastifyServerOptions["logger"];
  /** How long a request may take to arrive; a minute unless told otherwise. */
  requestTimeoutMs?: number;
  /** Where the built admin is. */
  adminFolder?: string;
}

/** The whole server but for its listening: opens and migrates the database, registers plugins, then features. */
export async function buildApp(config: Config, overrides: AppOverrides = {}) {
  const app = createServer(config, overrides);
  const clock = overrides.clock ?? createSystemClock();
  const database = await openDatabase(config.databaseUrl);
  app.addHook("onClose", () => database.close());
  await migrate(database);

  const hasher = overrides.hasher ?? createPasswordHasher();
  if (!overrides.hasher) app.addHook("onClose", async () => hasher.close());
  // Made before the first sign-in needs it, so that not even that one tells an unknown user apart.
  await hasher.dummyHash();
  const publicUrl = createPublicUrl(config, app);
  const attempts = config.rateLimits ? createPasswordAttempts(database, clock) : unlimitedAttempts;
  const refreshKeys = loadRefreshKeys(config);
  const ownPassword = createOwnPassword({ database, hasher, attempts });
  const factors = createSecondFactorFeature({
    database,
    ownPassword,
    attempts,
    clock,
    sealing: createSealing(refreshKeys, "TOTP secret"),
    relyingParty: createRelyingParty(publicUrl, config.adminOrigins),
    onError: (error) => app.log.error({ err: error }, "the second factor policy could not be read"),
  });
  const session = createSessionFeature({
    attempts,
    config,
    database,
    refreshKeys,
    secondFactors: factors.port,
    hasher,
    clock,
    publicUrl,
    onError: (error) => app.log.error({ err: error }, "sightings could not be written"),
  });
  await session.keys.load();
  await factors.start();
  await database.announcements.start();
  session.housekeeping.start();
  app.addHook("onClose", () => session.housekeeping.stop());

  const accessCheck = joinAccessChecks(database.announcements, {
    accessTokens: session.accessCheck,
    apiKeys: createApiKeyCheck({ database, clock, secondFactors: factors.port }),
  });
  await registerPlugins(app, { config, database, clock, publicUrl, accessCheck });
  await app.register(health, { database });
  await app.register(metrics, { database, clock, hasher, accessCheck });

  const { requireRecentProof, requireShownFactor } = factors.port;
  const accountParts = { database, hasher, clock, config, ownPassword, requireShownFactor, ...session.port };
  const codes = createCodeSpending(accountParts);
  const firstRun = createFirstRun(accountParts);
  const mail = openMail(app, { config, database, clock, publicUrl });
  const readSignInOptions = signInOptionsOf(config, database);
  await app.register(announceSetup, { firstRun, publicUrl });
  await app.register(wellKnownRoutes, session);
  await app.register(
    async (api) => {
      const authenticateClient = createClientAuthentication({ database, clock });
      await api.register(formRoutes, {
        ...session,
        authenticateClient,
        acceptedTokens: accessCheck,
        requireProof: (context) => database.write((writer) => requireRecentProof(writer, context)),
      });
      await api.register(accountRoutes, {
        register: createRegister(accountParts),
        profiles: createProfiles(accountParts),
        passwordChanges: createPasswordChanges(accountParts),
        browser: session.port,
      });
      await api.register(secondFactor, { factors, database, clock, sessions: session.port });
      const resourceContext = { database, clock, lists: new ListReader(database, clock) };
      registerResources(api, resourceContext, { ...session.port, ...factors.port, publicUrl, ...mail });
      await api.register(invitationRoutes, { codes, browser: session.port, ...mail });
      await api.register(setupRoutes, { firstRun, browser: session.port });
      await api.register(signInOptionsRoutes, { readSignInOptions });
    },
    { prefix: "/api" },
  );
  await app.register(adminUi, { folder: overrides.adminFolder ?? builtAdminFolder, readSignInOptions });
  return app;
}

const trustsEverybody =
  "TRUST_PROXY is true: whoever writes X-Forwarded-For chooses the address by which he is limited and logged. " +
  "Give the number of proxies that are in front.";

/** A server without routes, which answers in one form whatever never reaches any. */
function createServer(config: Config, overrides: AppOverrides) {
  const unrouted = createUnroutedAnswers(createApiHeaders(isServedSecurely(config)));
  const serverOptions = createServerOptions(config, { ...overrides, unrouted });
  const app = Fastify(serverOptions).withTypeProvider<TypeBoxTypeProvider>();
  unrouted.listenOn(app);
  if (config.trustProxy === true) app.log.warn(trustsEverybody);
  return app;
}

/** Mail where it is set up, and what is sent by it. */
function openMail(app: FastifyInstance, parts: Omit<PluginParts, "accessCheck">) {
  const { smtpUrl } = parts.config;
  const workLater = createWorkLater(app);
  if (smtpUrl === undefined) return { workLater, sendMail: undefined, requestPasswordReset: undefined };
  const sendMail = createMailer({ smtpUrl, publicUrl: parts.publicUrl, log: app.log });
  app.auditListeners.add(createSecurityNotices({ ...parts, sendMail, workLater }));
  return { workLater, sendMail, requestPasswordReset: createPasswordResetRequests({ ...parts, sendMail }) };
}

const signInOptionsOf = (config: Config, { read }: Database) =>
  createSignInOptions({ config, demoPassword, listDemoAccounts: () => listDemoAccounts(read) });

type FormOptions = SessionFeature &
  Pick<OwnSessionsRouteOptions, "requireProof"> & {
    authenticateClient: ReturnType<typeof createClientAuthentication>;
    acceptedTokens: AccessCheck;
  };

/** The only calls that take a form, as RFC 6749, 7009 and 7662 have it. Elsewhere a form is 415. */
const formRoutes: FastifyPluginAsync<FormOptions> = async (api, session) => {
  await api.register(formBody);
  await api.register(tokenRoutes, session);
  await api.register(sessionRoutes, session);
  await api.register(ownSessionsRoutes, session);
  await api.register(revocationRoutes, session);
};

interface PluginParts {
  config: Config;
  database: Database;
  clock: Clock;
  publicUrl: () => string;
  accessCheck: AccessCheck;
}

/** What holds for every request, in the order in which a request meets it. */
async function registerPlugins(app: FastifyInstance, parts: PluginParts): Promise<void> {
  const { config, database, clock, publicUrl, accessCheck } = parts;
  const { adminOrigins } = config;
  await app.register(auditListeners);
  await app.register(requestId);
  await app.register(securityHeaders, { isSecure: isServedSecurely(config) });
  await app.register(errorHandler);
  await app.register(hostHeader);
  await app.register(corsForAdmins, { adminOrigins });
  await app.register(rateLimit, { isOn: config.rateLimits, database, clock });
  await app.register(fastifyCookie);
  await app.register(jsonBody);
  await app.register(otherBody);
  await app.register(openapi);
  await app.register(trustedOrigin, { publicUrl, adminOrigins });
  await app.register(accessToken, { accessCheck });
}

type ResourcePorts = Pick<SessionPort, "endSessions" | "endSessionsOf"> &
  Pick<SecondFactorPort, "requireRecentProof"> & {
    publicUrl: () => string;
    sendMail: SendMail | undefined;
  };

/** What administrators and the business work with, in the ra-data-simple-rest dialect: one line a resource. */
function registerResources(api: FastifyInstance, context: ResourceContext, ports: ResourcePorts): void {
  const users = createUsers(createUserEffects({ database: context.database, ...ports }));
  registerResource(api, context, users);
  registerUserActions(api, context, { users, ...ports });
  registerResource(api, context, createSessions(ports));
  registerResource(api, context, auditEvents);
  registerResource(api, context, createApiKeys({ ...context, ...ports }));
  registerResource(api, context, createServiceAccounts({ ...context, ...ports }));
  registerResource(api, context, createCustomers({ onRenamed: reindexInvoicesOf }));
  registerResource(api, context, invoices);
  registerTransitions(api, context);
  registerDashboard(api, context);
}

interface Listening {
  addresses(): (AddressInfo | string)[];
}

/** What browsers use for this installation; without PUBLIC_URL the port really listened on, for which is asked once. */
function createPublicUrl(config: Config, app: Listening): () => string {
  let url = config.publicUrl;
  return () => (url ??= `http://localhost:${listeningPort(app)}`);
}

function listeningPort(app: Listening): number {
  const [address] = app.addresses();
  if (typeof address !== "object")
    throw new Error("PUBLIC_URL is not given, and nothing is listened on yet.");
  return address.port;
}
