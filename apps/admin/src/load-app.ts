/** Loads the admin itself, React Admin and all; called early where it will be needed, so that it is there then. */
export const loadApp = () => import("./App.tsx");
