import { useEffect } from "react";

const product = "Gatehouse";

/** Names the browser's tab as the page's heading does, which every page of React Admin writes for itself. */
export function useDocumentTitle(): void {
  useEffect(() => {
    const heading = document.querySelector("#react-admin-title");
    if (!heading) return undefined;
    const follow = () => {
      document.title = heading.textContent ? `${heading.textContent} · ${product}` : product;
    };
    const observer = new MutationObserver(follow);
    observer.observe(heading, { childList: true, characterData: true, subtree: true });
    follow();
    return () => observer.disconnect();
  }, []);
}
