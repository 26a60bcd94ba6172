/** Shown while the session is asked for or the admin loads; appears only where that takes noticeably long. */
export function Splash() {
  return (
    <output className="gh-wait gh-splash" aria-label="Loading">
      <span className="gh-spinner" aria-hidden="true" />
    </output>
  );
}
