/**
 * Where the API is: this page's own origin, unless the page says otherwise in
 * `<meta name="gatehouse-api-origin" content="https://api.example.com">` (same site, listed in ADMIN_ORIGINS).
 */
export const apiOrigin =
  document.querySelector<HTMLMetaElement>('meta[name="gatehouse-api-origin"]')?.content.replace(/\/$/, "") ??
  "";
