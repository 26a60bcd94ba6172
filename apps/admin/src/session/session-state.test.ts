import { revokeReasons, sessionEndCodes } from "@gatehouse/shared/error-codes";
import { expect, it } from "vitest";
import { isResumable } from "./session-state.ts";

const isRevocationResumable = (reason: (typeof revokeReasons)[number]) =>
  isResumable({ code: "session_revoked", reason });

it("lets the person go on by his password after every end but a disabled account", () => {
  expect(sessionEndCodes.filter((code) => !isResumable({ code }))).toEqual(["account_disabled"]);
});

it("leads to the login after a sign-out, in whatever tab or on whatever device", () => {
  expect(isResumable({ code: "signed_out", where: "here" })).toBe(false);
  expect(isResumable({ code: "signed_out", where: "another_tab" })).toBe(false);
  expect(revokeReasons.filter((reason) => !isRevocationResumable(reason))).toEqual(["signed_out", "user"]);
});
