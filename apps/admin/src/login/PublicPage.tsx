import { useEffect, type ReactNode } from "react";
import { Brand } from "./Brand.tsx";

/** Frame of the pages outside the admin. */
export function PublicPage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Gatehouse`;
    return () => {
      document.title = "Gatehouse";
    };
  }, [title]);
  return (
    <main className="gh-page">
      <Brand />
      <div className="gh-card">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
