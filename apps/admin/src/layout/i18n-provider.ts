import { defaultI18nProvider, type I18nProvider } from "react-admin";

/** Where we say something otherwise than React Admin. */
const ourWords: Readonly<Record<string, string>> = {
  "ra.auth.logout": "Sign out",
  "ra.auth.user_menu": "Your account",
  "ra.notification.created": "Saved",
  "ra.notification.updated": "Saved",
};

/** English, in React Admin's words but for a few of our own. */
export const i18nProvider: I18nProvider = {
  ...defaultI18nProvider,
  translate: (key, options) => ourWords[key] ?? defaultI18nProvider.translate(key, options),
};
