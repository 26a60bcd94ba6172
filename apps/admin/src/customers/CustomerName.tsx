import { ReferenceField, TextField } from "react-admin";

const oneLine = {
  overflow: "hidden",
  textOverflow: "ellipsis",
  whiteSpace: "nowrap",
  display: "block",
} as const;

/** The customer a record belongs to, in the name's own direction; a long one is cut to its place. */
export const CustomerName = ({ isLink = false }: { isLink?: boolean }) => (
  <ReferenceField
    source="customerId"
    reference="customers"
    link={isLink ? "show" : false}
    sx={{ minWidth: 0 }}
  >
    <TextField source="name" dir="auto" sx={isLink ? {} : oneLine} />
  </ReferenceField>
);
