const dayMs = 86_400_000;

/** For how long a token may be made; the shortest first, because that is the wisest. */
export const lifetimeChoices = [
  { id: 30, name: "30 days" },
  { id: 90, name: "90 days" },
  { id: 365, name: "One year" },
  { id: 0, name: "Until it is revoked" },
];

/** The end of so many days from `now`; none for 0. */
export const expiryAfter = (days: number, now: number) =>
  days === 0 ? null : new Date(now + days * dayMs).toISOString();
