import { useId, useState, type InputHTMLAttributes, type KeyboardEvent } from "react";

interface PasswordInputProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  error?: string | undefined;
  hint?: string | undefined;
}

/** A password field that can be read on demand and says when Caps Lock is on. */
export function PasswordInput({ label, error, hint, ...input }: PasswordInputProps) {
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const [isCapsLockOn, setIsCapsLockOn] = useState(false);
  const noteCapsLock = (event: KeyboardEvent) => setIsCapsLockOn(event.getModifierState("CapsLock"));
  const note = error ?? (isCapsLockOn ? "Caps Lock is on." : hint);
  return (
    <div className="gh-field">
      <label htmlFor={id}>{label}</label>
      <div className="gh-password">
        <input
          id={id}
          type={isShown ? "text" : "password"}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-note`}
          onKeyDown={noteCapsLock}
          onKeyUp={noteCapsLock}
          onBlur={() => setIsCapsLockOn(false)}
          {...input}
        />
        <button type="button" aria-pressed={isShown} aria-controls={id} onClick={() => setIsShown(!isShown)}>
          {isShown ? "Hide" : "Show"}
        </button>
      </div>
      <output id={`${id}-note`} className={error === undefined ? "gh-hint" : "gh-error"}>
        {note}
      </output>
    </div>
  );
}
