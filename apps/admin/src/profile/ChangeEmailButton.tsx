import type { Me } from "@gatehouse/shared/session-api";
import { Button } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EmailDialog } from "./EmailDialog.tsx";

/** Opens the dialog in which one's own email is changed. */
export function ChangeEmailButton({ me }: { me: Me }) {
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const done = (changed: Me) => {
    client.setQueryData(["me"], changed);
    setIsOpen(false);
  };
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        Change email
      </Button>
      {isOpen && <EmailDialog me={me} done={done} close={() => setIsOpen(false)} />}
    </>
  );
}
