import { RecordContextProvider, ReferenceField } from "react-admin";

interface ReferencedRecordProps {
  reference: string;
  id: unknown;
}

/** The record that a stored id stands for, by what it is called now. */
export const ReferencedRecord = ({ reference, id }: ReferencedRecordProps) => (
  <RecordContextProvider value={{ id: reference, referencedId: id }}>
    <ReferenceField source="referencedId" reference={reference} link={false} empty="deleted" />
  </RecordContextProvider>
);
