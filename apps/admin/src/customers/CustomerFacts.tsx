import type { Customer } from "@gatehouse/shared/customers";
import { Stack, Typography } from "@mui/material";
import { EmailField, FunctionField, Labeled, TextField, useRecordContext } from "react-admin";
import { FactGrid } from "../layout/FactGrid.tsx";
import { countryName } from "./countries.ts";

/** The customer as one reads it. */
export const CustomerFacts = () => (
  <Stack spacing={2} sx={{ p: 2 }}>
    <Typography variant="h5" component="h2" sx={{ overflowWrap: "anywhere" }}>
      <FunctionField<Customer> component="bdi" variant="h5" render={({ name }) => name} />
    </Typography>
    <FactGrid>
      <Labeled label="Email">
        <EmailField source="email" emptyText="–" />
      </Labeled>
      <Labeled label="Phone">
        <TextField source="phone" emptyText="–" />
      </Labeled>
      <Labeled label="Tax number">
        <TextField source="taxId" emptyText="–" />
      </Labeled>
      <Labeled label="Address">
        <Address />
      </Labeled>
      <Labeled label="Currency">
        <TextField source="currency" />
      </Labeled>
      <Labeled label="Notes">
        <TextField source="notes" dir="auto" emptyText="–" sx={{ whiteSpace: "pre-wrap" }} />
      </Labeled>
    </FactGrid>
  </Stack>
);

const Address = () => {
  const customer = useRecordContext<Customer>();
  if (!customer) return null;
  const { street, postalCode, city, country } = customer;
  const town = [postalCode, city].filter(Boolean).join(" ");
  return (
    <Typography variant="body2" component="address" sx={{ fontStyle: "normal" }}>
      {[street, town, countryName(country)].filter(Boolean).map((line) => (
        <div key={line} dir="auto">
          {line}
        </div>
      ))}
    </Typography>
  );
};
