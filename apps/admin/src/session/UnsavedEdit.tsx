import { useEffect } from "react";
import { useFormState } from "react-hook-form";
import { noteUnsavedWork } from "./unsaved-work.ts";

/**
 * Put inside a form: while it holds unsaved edits, a session that ends asks for the password over the page instead
 * of leaving it.
 */
export function UnsavedEdit() {
  const { isDirty } = useFormState();
  useEffect(() => (isDirty ? noteUnsavedWork() : undefined), [isDirty]);
  return null;
}
