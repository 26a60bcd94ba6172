import type { ReactNode } from "react";
import { CanAccess, type ResourceDefinition, useResourceDefinitions } from "react-admin";
import { useLocation } from "react-router";
import { AccessDeniedPage } from "./AccessDeniedPage.tsx";

const denied = <AccessDeniedPage />;

/**
 * Draws a resource's page only for those whose role has it. React Admin draws it for a moment all the same, asks the
 * API for what it refuses, and leaves an address to which the way back leads astray.
 */
export const RequirePageAccess = ({ children }: { children: ReactNode }) => {
  const [, resource = "", ...rest] = useLocation().pathname.split("/");
  const definition = useResourceDefinitions()[resource];
  const action = actionOf(rest);
  if (!definition || !hasPage(definition, action)) return children;
  return (
    <CanAccess resource={resource} action={action} accessDenied={denied}>
      {children}
    </CanAccess>
  );
};

type PageAction = "list" | "create" | "edit" | "show";

/** The action behind the rest of an address: /create, /:id (edit), /:id/show. */
function actionOf([id, page]: readonly string[]): PageAction {
  if (!id) return "list";
  if (id === "create") return "create";
  return page === "show" ? "show" : "edit";
}

const hasPage = ({ hasList, hasCreate, hasEdit, hasShow }: ResourceDefinition, action: PageAction) =>
  Boolean({ list: hasList, create: hasCreate, edit: hasEdit, show: hasShow }[action]);
