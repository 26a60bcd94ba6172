import { type FunctionComponent, lazy } from "react";

/**
 * A page in a chunk of its own, loaded with its route. Exports keep their names:
 * `lazyPage(() => import("./InvoiceList.tsx"), "InvoiceList")`.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Record<Name, FunctionComponent>>,
  name: Name,
): FunctionComponent {
  return lazy(async () => ({ default: (await load())[name] as FunctionComponent }));
}
