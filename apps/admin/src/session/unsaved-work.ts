const dirtyForms = new Set<symbol>();

/** Notes that a form holds edits that are not saved; the returned function takes the note back. */
export function noteUnsavedWork(): () => void {
  const form = Symbol("form");
  dirtyForms.add(form);
  return () => void dirtyForms.delete(form);
}

/** Whether anything would be lost if the page went away now. */
export function hasUnsavedWork(): boolean {
  return dirtyForms.size > 0;
}
