import type { Database } from "../../database/database.ts";
import type { Sealing } from "../../sealing/sealing.ts";

/** A changed first refresh key seals the secrets of all apps anew, so that the former one can be dropped. */
export async function resealSecrets(database: Database, sealing: Sealing): Promise<void> {
  const rows = await database.read
    .selectFrom("totp_factors")
    .select(["user_id", "sealed_secret"])
    .where("sealed_secret", "is not", null)
    .execute();
  for (const { user_id: userId, sealed_secret: stored } of rows) {
    if (stored === null || sealing.open(stored, userId).isCurrent) continue;
    const sealed = sealing.seal(sealing.open(stored, userId).text, userId);
    await database.write((writer) =>
      writer
        .updateTable("totp_factors")
        .set({ sealed_secret: sealed })
        .where("user_id", "=", userId)
        .where("sealed_secret", "=", stored)
        .execute(),
    );
  }
}
