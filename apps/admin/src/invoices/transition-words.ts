import type { InvoiceTransition } from "@gatehouse/shared/invoices";
import type { ButtonProps } from "@mui/material";

interface TransitionWords {
  label: string;
  done: string;
  color: NonNullable<ButtonProps["color"]>;
  /** Asked before it happens; the transitions that take a reason have one. */
  question?: string;
}

/** How each transition is offered and reported, in the order of the buttons. */
export const transitionWords: Record<InvoiceTransition, TransitionWords> = {
  submit: { label: "Submit", done: "Submitted for approval", color: "primary" },
  approve: { label: "Approve", done: "Approved", color: "success" },
  reject: { label: "Reject", done: "Rejected", color: "error", question: "Why is it rejected?" },
  reopen: { label: "Reopen", done: "A draft again", color: "primary" },
  pay: { label: "Pay", done: "Marked as paid", color: "success" },
  void: { label: "Void", done: "Voided", color: "error", question: "Why is it voided?" },
};

export const transitionNames = Object.keys(transitionWords) as InvoiceTransition[];
