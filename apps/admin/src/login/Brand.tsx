/** The name and its mark, as on every page outside the admin. */
export function Brand() {
  return (
    <p className="gh-brand">
      <img src="/favicon.svg" alt="" width="32" height="32" />
      Gatehouse
    </p>
  );
}
