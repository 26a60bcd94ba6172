/** `invoice.approved` → "Invoice approved", `refresh.reuse_detected` → "Refresh reuse detected". */
export function eventWords(type: string): string {
  const words = type.replaceAll(/[._-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
