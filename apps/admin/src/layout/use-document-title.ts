import { useEffect } from "react";
import { useGetResourceLabel, useResourceDefinitions } from "react-admin";
import { useLocation } from "react-router";

const product = "Gatehouse";

/** Names the browser's tab after the part of the admin one is in. */
export function useDocumentTitle(): void {
  const [, part = ""] = useLocation().pathname.split("/");
  const isResource = part in useResourceDefinitions();
  const getLabel = useGetResourceLabel();
  const title = isResource ? `${getLabel(part)} · ${product}` : product;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
