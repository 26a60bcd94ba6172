import { Card, type CardProps } from "@mui/material";
import { useEffect } from "react";
import { HttpError, useEditContext, useNotify, useShowContext } from "react-admin";
import { ReadFailure } from "../layout/ReadFailure.tsx";
import { RecordGone } from "./RecordGone.tsx";

interface Reading {
  record?: unknown;
  error?: Error | null;
  refetch(): unknown;
}

interface RecordCardProps extends CardProps {
  reading: Reading;
}

const notFound = 404;

/**
 * The card of a record. In its place where it could not be read: why, and another try. A record that is shown already stays
 * when reading it anew fails, and so does what was typed over it.
 */
const RecordCard = ({ reading, children, ...props }: RecordCardProps) => {
  const { record, error, refetch } = reading;
  const isGone = error instanceof HttpError && error.status === notFound;
  const isShown = record !== undefined && !isGone;
  const notify = useNotify();
  useEffect(() => {
    if (isShown && error) notify(error.message, { type: "error" });
  }, [isShown, error, notify]);
  if (!error || isShown) return <Card {...props}>{children}</Card>;
  return (
    <Card {...props} sx={{ mt: 2, p: 2 }}>
      {isGone ? <RecordGone /> : <ReadFailure error={error} retry={refetch} />}
    </Card>
  );
};

export const ShowCard = (props: CardProps) => <RecordCard {...props} reading={useShowContext()} />;

export const EditCard = (props: CardProps) => <RecordCard {...props} reading={useEditContext()} />;
