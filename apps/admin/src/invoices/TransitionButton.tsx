import { type Invoice, type InvoiceTransition, isOwnDecision } from "@gatehouse/shared/invoices";
import { useState } from "react";
import { Button } from "@mui/material";
import { useMay } from "../access/use-may.ts";
import { currentSession } from "../session/auth-provider.ts";
import { isPossible } from "./invoice-state.ts";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { transitionWords } from "./transition-words.ts";
import { useIsInTransition, useTransition } from "./use-transition.ts";

interface TransitionButtonProps {
  transition: InvoiceTransition;
  invoice: Invoice;
}

/** One step of the approval flow; absent where the state, the role or the rule against deciding one's own forbids it. */
export const TransitionButton = ({ transition, invoice }: TransitionButtonProps) => {
  const isAllowed = useMay("invoices", transition, invoice);
  const session = currentSession();
  const [isAsking, setIsAsking] = useState(false);
  const isInTransition = useIsInTransition(invoice);
  const { mutate, isPending } = useTransition(transition, invoice, () => setIsAsking(false));
  if (!isAllowed || !isPossible(transition, invoice.status)) return null;
  if (!session || isOwnDecision(transition, invoice, session)) return null;
  const { label, color, question } = transitionWords[transition];
  return (
    <>
      <Button
        size="small"
        color={color}
        variant="contained"
        disabled={isInTransition}
        onClick={() => (question ? setIsAsking(true) : mutate(undefined))}
      >
        {label}
      </Button>
      {question && (
        <ReasonDialog
          isOpen={isAsking}
          isPending={isPending}
          question={question}
          label={label}
          close={() => setIsAsking(false)}
          confirm={mutate}
        />
      )}
    </>
  );
};
