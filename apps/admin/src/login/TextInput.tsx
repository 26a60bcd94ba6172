import { useId, type InputHTMLAttributes } from "react";

interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  error?: string | undefined;
  hint?: string | undefined;
}

/** A labelled field with its error or hint read out with it. */
export function TextInput({ label, error, hint, ...input }: TextInputProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="gh-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={error !== undefined} aria-describedby={note && `${id}-note`} {...input} />
      {note && (
        <p id={`${id}-note`} className={error === undefined ? "gh-hint" : "gh-error"}>
          {note}
        </p>
      )}
    </div>
  );
}
