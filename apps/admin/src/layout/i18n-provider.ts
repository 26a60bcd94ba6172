import { defaultI18nProvider, type I18nProvider } from "react-admin";

/** Where we say something otherwise than React Admin. */
const ourWords: Readonly<Record<string, string>> = {
  "resources.api-keys.name": "Access token |||| Access tokens",
  "resources.audit-events.name": "Audit event |||| Audit log",
  "resources.service-accounts.name": "Service account |||| Service accounts",
  "ra.auth.logout": "Sign out",
  "ra.auth.user_menu": "Your account",
  "ra.notification.created": "Saved",
  "ra.notification.updated": "Saved",
  "ra.notification.item_doesnt_exist": "This record does not exist, or was deleted",
  // The menu says of which kind it is; on a phone there is room for no more.
  "ra.page.edit": "%{recordRepresentation}",
  "ra.page.show": "%{recordRepresentation}",
};

/** English, in React Admin's words but for a few of our own. */
export const i18nProvider: I18nProvider = {
  ...defaultI18nProvider,
  translate: (key, options) => {
    const ours = ourWords[key];
    if (ours === undefined) return defaultI18nProvider.translate(key, options);
    // An unknown key takes the text that is given for it, and fills it in.
    return defaultI18nProvider.translate(`ours.${key}`, { ...options, _: ours });
  },
};
