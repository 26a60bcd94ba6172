import type { TokenResponse } from "@gatehouse/shared/session-api";
import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import type { AuthenticatedClient } from "../../session-port.ts";
import { isStorableText } from "../../storable-text.ts";
import type { AccessTokens } from "./access-tokens.ts";

const basicPattern = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i;
const clientScope = "api";

/**
 * The client's id and secret, by Basic authentication or in the body (RFC 6749 §2.3.1). Throws `invalid_client`, and
 * `invalid_request` where a client authenticates in both ways.
 */
export function readClient(
  request: FastifyRequest,
  body: { client_id?: string | undefined; client_secret?: string | undefined },
): { clientId: string; secret: string } {
  const basic = basicPattern.exec(request.headers.authorization ?? "")?.[1];
  const { client_id: clientId, client_secret: secret } = body;
  if (basic !== undefined) {
    if (secret) throw new AppError("invalid_request", { message: "A client authenticates in one way only." });
    return readBasic(Buffer.from(basic, "base64").toString("utf8"));
  }
  if (!clientId || !secret) throw new AppError("invalid_client");
  return { clientId, secret };
}

/** Both parts are form-encoded before they are joined. */
function readBasic(text: string) {
  const colon = text.indexOf(":");
  const [clientId = "", secret = ""] = [text.slice(0, colon), text.slice(colon + 1)].map(decodePart);
  if (colon < 1 || !isStorableText(clientId)) throw new AppError("invalid_client");
  return { clientId, secret };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch (error) {
    throw new AppError("invalid_client", { cause: error });
  }
}

/** Gives a service account an access token and nothing else: it can ask again at any time. */
export const createClientTokens =
  (accessTokens: AccessTokens) =>
  ({ clientId, role, tokenVersion }: AuthenticatedClient): TokenResponse => {
    const subject = { userId: clientId, clientId, role, tokenVersion, scope: clientScope };
    const { token, expiresInSeconds } = accessTokens.issue(subject);
    return {
      access_token: token,
      token_type: "Bearer",
      expires_in: expiresInSeconds,
      scope: clientScope,
    };
  };
