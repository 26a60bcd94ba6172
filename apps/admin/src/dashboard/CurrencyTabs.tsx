import type { Currency } from "@gatehouse/shared/currencies";
import { Tab, Tabs } from "@mui/material";

interface CurrencyTabsProps {
  currencies: readonly Currency[];
  currency: Currency;
  choose: (currency: Currency) => void;
}

/** Which currency the figures are in; they are never added together. */
export const CurrencyTabs = ({ currencies, currency, choose }: CurrencyTabsProps) => {
  if (currencies.length < 2) return null;
  return (
    <Tabs
      value={currency}
      onChange={(_event, value: Currency) => choose(value)}
      variant="scrollable"
      scrollButtons="auto"
      allowScrollButtonsMobile
      aria-label="Currency"
    >
      {currencies.map((code) => (
        <Tab key={code} value={code} label={code} />
      ))}
    </Tabs>
  );
};
