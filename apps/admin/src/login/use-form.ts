import { useState } from "react";
import { sendForm } from "./send-form.ts";

/** A form that opens no session: whether it is sent, was taken, or why it was not. */
export function useForm(path: Parameters<typeof sendForm>[0]) {
  const [state, setState] = useState<"open" | "busy" | "done">("open");
  const [failure, setFailure] = useState<string>();

  const send = async (body: Parameters<typeof sendForm>[1]) => {
    setState("busy");
    setFailure(undefined);
    const refusal = await sendForm(path, body);
    setFailure(refusal);
    setState(refusal === undefined ? "done" : "open");
  };
  return { state, failure, send };
}
