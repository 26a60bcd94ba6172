/** The element of the admin's page that holds its `SignInOptions` as JSON; missing where something else serves the page. */
export const signInOptionsElementId = "gatehouse-sign-in-options";
