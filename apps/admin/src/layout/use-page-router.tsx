import { useEffect, useRef, useState, type ReactNode } from "react";
import { createBrowserRouter } from "react-router";

/**
 * A data router around the whole admin: only with one can React Admin warn before unsaved edits are left. It ends
 * with the page that made it; the delay is for StrictMode, which unmounts once for show.
 */
export function usePageRouter(pages: ReactNode) {
  const [router] = useState(() => createBrowserRouter([{ path: "*", element: pages }]));
  const disposal = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(disposal.current);
    return () => {
      disposal.current = setTimeout(() => router.dispose());
    };
  }, [router]);
  return router;
}
