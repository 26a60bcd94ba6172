import { Button, type ButtonProps } from "@mui/material";
import { useState } from "react";
import { Confirm } from "react-admin";

interface AskingButtonProps extends Pick<ButtonProps, "color" | "disabled" | "size" | "sx" | "variant"> {
  label: string;
  question: string;
  /** What then can't be undone. */
  consequence: string;
  act: () => void;
}

/** A button that asks before it does what can't be undone. It needs no <Admin> around it. */
export const AskingButton = ({ label, question, consequence, act, ...button }: AskingButtonProps) => {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button {...button} onClick={() => setIsAsking(true)}>
        {label}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={question}
        content={consequence}
        confirm={label}
        confirmColor="warning"
        // React Admin's own word for it is known only inside <Admin>.
        cancel="Cancel"
        onConfirm={() => {
          setIsAsking(false);
          act();
        }}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
};
