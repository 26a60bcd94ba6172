import { apiOrigin } from "../session/api-origin.ts";

/** The address of an API path as a program elsewhere needs it. */
export const apiAddress = (path: string) => `${apiOrigin || location.origin}${path}`;
