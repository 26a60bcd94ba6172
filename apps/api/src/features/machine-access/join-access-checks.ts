import type { AnnouncementFeed } from "../../database/announcements.ts";
import { AppError } from "../../errors.ts";
import type { AccessCheck } from "../../plugins/access-token.ts";
import { apiKeyPrefix } from "./api-key-check.ts";

interface AccessChecks {
  accessTokens: AccessCheck;
  apiKeys: AccessCheck;
}

/**
 * Sends each token to the check of its kind. While this process may have missed revocations nothing is accepted:
 * `revocations_unknown`.
 */
export function joinAccessChecks(
  announcements: Pick<AnnouncementFeed, "isFresh">,
  { accessTokens, apiKeys }: AccessChecks,
): AccessCheck {
  const checkOf = (token: string) => (token.startsWith(apiKeyPrefix) ? apiKeys : accessTokens);

  function refuseWhileBlind(): void {
    if (!announcements.isFresh()) throw new AppError("revocations_unknown", { retryAfterSeconds: 1 });
  }

  return {
    recall(token) {
      refuseWhileBlind();
      return checkOf(token).recall(token);
    },
    async verify(token) {
      // Before it too, so that nobody waits for a database that is away to be asked for a key.
      refuseWhileBlind();
      const claims = await checkOf(token).verify(token);
      refuseWhileBlind();
      return claims;
    },
  };
}
