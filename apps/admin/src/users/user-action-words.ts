export type UserAction = "disable" | "enable" | "end-sessions" | "reset-second-factor";

interface UserActionWords {
  label: string;
  done: string;
  /** What it does to the person, asked about before it happens. */
  consequence?: string;
}

/** How each action on an account is offered, asked about and reported. */
export const userActionWords: Record<UserAction, UserActionWords> = {
  "end-sessions": {
    label: "End all sessions",
    done: "All sessions ended",
    consequence: "Every device is signed out at once, and what is not saved there may be lost.",
  },
  "reset-second-factor": {
    label: "Reset second factor",
    done: "Second factor reset and signed out",
    consequence:
      "The app, all passkeys and the recovery codes are removed. The password alone signs in until a new one is set up.",
  },
  disable: {
    label: "Disable",
    done: "Disabled and signed out",
    consequence:
      "Every device is signed out at once, access tokens end for good, and nobody can sign in by this account until it is enabled.",
  },
  enable: { label: "Enable", done: "Enabled" },
};
