import type { Invoice, InvoiceTransition } from "@gatehouse/shared/invoices";
import { useMutation } from "@tanstack/react-query";
import { useNotify, useRefresh } from "react-admin";
import { callApi } from "../data/call-api.ts";
import { transitionWords } from "./transition-words.ts";

/** Asks the API for a transition, with a reason where it takes one; the page then shows what came of it. */
export function useTransition(transition: InvoiceTransition, invoice: Invoice, onDone: () => void) {
  const notify = useNotify();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (reason: string | undefined) =>
      callApi<Invoice>(`/api/invoices/${invoice.id}/${transition}`, {
        method: "POST",
        version: invoice.version,
        body: reason === undefined ? undefined : { reason },
      }),
    onSuccess: () => {
      onDone();
      notify(transitionWords[transition].done, { type: "success" });
    },
    onError: (error) => notify(error.message, { type: "error" }),
    // Whatever happened, the stored state may be another by now.
    onSettled: () => refresh(),
  });
}
