/** Where React Admin keeps the person's choice; read here so that the login looks as the admin will. */
const themeKey = "RaStore.theme";

/** Draws the pages outside the admin in the chosen theme, or in the system's while none is chosen. */
export function followTheme(): void {
  applyTheme();
  addEventListener("storage", (event) => {
    if (event.key === themeKey) applyTheme();
  });
}

/** Reads the choice again; the admin may have changed it in this tab. */
export function applyTheme(): void {
  const theme = readChoice();
  if (theme === undefined) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Whether the chosen theme, or else the system's, is the dark one. */
export const isDark = (): boolean =>
  (readChoice() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

function readChoice(): "light" | "dark" | undefined {
  try {
    const choice: unknown = JSON.parse(localStorage.getItem(themeKey) ?? "null");
    return choice === "light" || choice === "dark" ? choice : undefined;
  } catch {
    return undefined;
  }
}
