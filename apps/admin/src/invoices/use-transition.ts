import type { Invoice, InvoiceTransition } from "@gatehouse/shared/invoices";
import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNotify } from "react-admin";
import { callApi } from "../data/call-api.ts";
import { transitionWords } from "./transition-words.ts";

/** The key of all transitions of an invoice: while one is under way, another would ask for an older version. */
const transitionsOf = (invoice: Invoice) => ["transition", invoice.id];

export const useIsInTransition = (invoice: Invoice) =>
  useIsMutating({ mutationKey: transitionsOf(invoice) }) > 0;

/**
 * Asks the API for a transition, with a reason where it takes one; it is under way until the page shows what came of it.
 */
export function useTransition(transition: InvoiceTransition, invoice: Invoice, onDone: () => void) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: transitionsOf(invoice),
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
    onSettled: () => queryClient.invalidateQueries(),
  });
}
