import type { ApiKey } from "@gatehouse/shared/api-keys";

/** What a token may be used for, in a few words. */
export const scopeWords: Record<ApiKey["scope"], string> = {
  read: "Reading only",
  full: "Everything that I may do",
};

export const scopeChoices = Object.entries(scopeWords).map(([id, name]) => ({ id, name }));
