import { createPrivateKey } from "node:crypto";
import { expect, onTestFinished, test, vi } from "vitest";
import { createTestClock, createTestDatabase, testOrigin } from "../../../test/build-test-app.ts";
import { readVectors, type Vector, type VectorGroup, vectorFile } from "../../../test/wycheproof/vectors.ts";
import { migrate } from "../../database/migrate.ts";
import { openDatabase } from "../../database/open-database.ts";
import { AppError } from "../../errors.ts";
import { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
import { createKeyRing } from "./key-ring.ts";
import { createRefreshKeys } from "./refresh-keys.ts";
import { sealPrivateKey, type SigningAlgorithm, signingAlgorithms } from "./signing-key.ts";

const groups = readVectors();
const refreshKeys = createRefreshKeys([Buffer.alloc(32, 7)]);

const algorithmOf = (group: VectorGroup): SigningAlgorithm | undefined =>
  signingAlgorithms.find((algorithm) => group.public?.alg === algorithm);

/** RSA keys meant for other algorithms are put among ours as RS256: the algorithm is the key's, never the header's. */
const ringAlgorithmOf = (group: VectorGroup): SigningAlgorithm | undefined =>
  algorithmOf(group) ?? (group.public?.kty === "RSA" && group.public.alg !== undefined ? "RS256" : undefined);

/** The verifier as configured, with the group's key among ours if it is one we could have. */
async function createVerifierFor(group: VectorGroup): Promise<AccessTokens> {
  const clock = createTestClock();
  const database = await openDatabase(await createTestDatabase("sqlite"));
  onTestFinished(() => database.close());
  await migrate(database);
  const algorithm = ringAlgorithmOf(group);
  const { kid } = group.private;
  if (algorithm && kid !== undefined) {
    const key = createPrivateKey({ key: group.private, format: "jwk" });
    const pem = key.export({ type: "pkcs8", format: "pem" }).toString();
    const row = {
      kid,
      algorithm,
      public_jwk: JSON.stringify(group.public),
      sealed_private_key: sealPrivateKey(pem, kid, refreshKeys.current),
      created_at: clock.now(),
      active_at: clock.now(),
      verifies_until: null,
    };
    await database.write((writer) => writer.insertInto("signing_keys").values(row).execute());
  }
  const keys = createKeyRing({ database, refreshKeys, clock, onRemoved: () => undefined });
  await keys.load();
  return createAccessTokens({ keys, clock, ttlSeconds: 300, issuer: () => testOrigin });
}

/** Why a token is refused, in the words of the library; undefined where it is accepted. */
async function refusalOf(tokens: AccessTokens, { jws }: Vector): Promise<string | undefined> {
  try {
    await tokens.verify(jws);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "token_invalid") throw error;
    return (error.cause as { code?: string } | undefined)?.code ?? error.code;
  }
}

/**
 * No vector's payload is JSON, which is looked at before the signature. Read as an empty object it brings each vector
 * as far as the signature; what passes that is refused for its `typ`, the next thing to be looked at.
 */
function readEveryPayloadAsJson(): void {
  const parse = JSON.parse;
  vi.spyOn(JSON, "parse").mockImplementation((text: string) => {
    try {
      const value: unknown = parse(text);
      return typeof value === "object" && value !== null ? value : {};
    } catch {
      return {};
    }
  });
  onTestFinished(() => void vi.restoreAllMocks());
}

const wrongType = "FAST_JWT_INVALID_TYPE";
const headerAlgorithmOf = ({ jws }: Vector): unknown => {
  const [header = ""] = jws.split(".");
  return /"alg"\s*:\s*"(?<name>\w+)"/.exec(Buffer.from(header, "base64url").toString())?.groups?.["name"];
};

const describeVector = ({ tcId, comment }: Vector) => `${tcId} ${comment}`;

async function listWithRightSignature(group: VectorGroup): Promise<string[]> {
  const tokens = await createVerifierFor(group);
  readEveryPayloadAsJson();
  const right: string[] = [];
  for (const vector of group.tests) {
    if ((await refusalOf(tokens, vector)) === wrongType) right.push(describeVector(vector));
  }
  return right;
}

const named = (groups ?? []).map((group, index) => ({ name: `${index} (${group.comment})`, group }));
const ours = named.filter(({ group }) => algorithmOf(group) !== undefined);
const foreign = named.filter(({ group }) => algorithmOf(group) === undefined);
const absent = groups ? [] : [vectorFile];

test.each(absent)("THE WYCHEPROOF VECTORS WERE NOT RUN: %s is absent", (file) => {
  process.stdout.write(`\n!!! THE WYCHEPROOF VECTORS WERE NOT RUN: ${file} is absent.\n`);
  expect(groups).toBeUndefined();
});

test.each(named)("accepts no vector of group $name as an access token", async ({ group }) => {
  const tokens = await createVerifierFor(group);
  const refusals = await Promise.all(group.tests.map((vector) => refusalOf(tokens, vector)));
  expect(refusals).not.toContain(undefined);
});

test.each(ours)("finds the signatures right of the valid vectors of group $name only", async ({ group }) => {
  const valid = group.tests.filter((vector) => vector.result === "valid");
  expect(await listWithRightSignature(group)).toEqual(valid.map(describeVector));
});

test.each(foreign)("finds no signature right of group $name, whose key is not for it", async ({ group }) => {
  // Of a key put among ours as RS256 the signatures by RS256 are right, whatever the key says of itself.
  const tests = group.tests.filter((vector) => headerAlgorithmOf(vector) !== ringAlgorithmOf(group));
  expect(tests.length).toBeGreaterThan(0);
  expect(await listWithRightSignature({ ...group, tests })).toEqual([]);
});
