import type { Currency } from "@gatehouse/shared/currencies";
import type { InvoiceLine } from "@gatehouse/shared/invoices";
import { useRecordContext } from "react-admin";
import { useFormContext } from "react-hook-form";
import { RequiredCurrencyInput } from "../money/CurrencyInput.tsx";
import { toMajorUnits, toMinorUnits } from "../money/money.ts";

type DraftLine = Omit<InvoiceLine, "unitPrice"> & { unitPrice: number | null };

/** Changing the currency keeps the prices as they read: 100.00 EUR becomes 100 JPY, not 10,000. */
export const InvoiceCurrencyInput = () => {
  const { getValues, setValue, formState } = useFormContext();
  const stored = useRecordContext<{ id: string; currency: Currency }>()?.currency;
  const before = (getValues("currency") ?? stored ?? formState.defaultValues?.["currency"]) as Currency;
  const keepPrices = (after: Currency) => {
    const lines = (getValues("lines") ?? []) as DraftLine[];
    for (const [index, { unitPrice }] of lines.entries()) {
      if (unitPrice === null) continue;
      setValue(`lines.${index}.unitPrice`, toMinorUnits(toMajorUnits(unitPrice, before), after), {
        shouldDirty: true,
      });
    }
  };
  return <RequiredCurrencyInput onChange={keepPrices} />;
};
