import { useState } from "react";

/** Puts a text on the clipboard; `outcome` says how the last try went, in words for the page. */
export function useCopy(text: string) {
  const [outcome, setOutcome] = useState<{ isCopied: boolean; words: string }>();
  const copy = async () => {
    try {
      // There is no clipboard on a page that came over plain HTTP.
      await navigator.clipboard.writeText(text);
      setOutcome({ isCopied: true, words: "Copied" });
    } catch {
      const words = "The browser does not allow copying here. Select the text and copy it.";
      setOutcome({ isCopied: false, words });
    }
  };
  return { copy, outcome };
}
