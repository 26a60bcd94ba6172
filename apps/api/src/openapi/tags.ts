/** Tags that are no resource. */
const descriptions: Readonly<Record<string, string>> = {
  Session: "Sign-in, refresh, revocation and sign-out.",
  "Second factor": "Authenticator apps, passkeys, recovery codes, and who must have one.",
  Account: "One's own account: registration, profile, invitations and passwords.",
  Operating: "For whoever runs the service.",
  dashboard: "The figures of the admin's first page.",
};

interface Tagged {
  paths?: Readonly<Record<string, object | undefined>> | undefined;
}

/** The tags that the document's operations use, each described. */
export function listTags({ paths = {} }: Tagged): { name: string; description: string }[] {
  const operations = Object.values(paths).flatMap(
    (item) => Object.values(item ?? {}) as { tags?: string[] }[],
  );
  const names = new Set(operations.flatMap(({ tags = [] }) => tags));
  return [...names].map((name) => ({
    name,
    description: descriptions[name] ?? `The resource ${name}, in the dialect of ra-data-simple-rest.`,
  }));
}
