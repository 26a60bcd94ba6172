/** What went wrong with a form as a whole. */
export function FormFailure({ failure }: { failure: string | undefined }) {
  if (failure === undefined) return null;
  return (
    <p className="gh-message gh-message-error" role="alert">
      {failure}
    </p>
  );
}
