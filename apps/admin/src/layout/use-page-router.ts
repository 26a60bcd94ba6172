import type { ReactNode } from "react";
import { createBrowserRouter } from "react-router";
import { useDisposable } from "./use-disposable.ts";

type PageRouter = ReturnType<typeof createBrowserRouter>;

const dispose = (router: PageRouter) => router.dispose();

/** A data router around the whole admin: only with one can React Admin warn before unsaved edits are left. */
export const usePageRouter = (pages: ReactNode): PageRouter =>
  useDisposable(() => createBrowserRouter([{ path: "*", element: pages }]), dispose);
