import { Component, type ReactNode } from "react";
import { Brand } from "../login/Brand.tsx";

interface LoadBoundaryProps {
  children: ReactNode;
}

/** Says so where the admin itself could not be loaded, or has failed, instead of leaving an empty page. */
export class LoadBoundary extends Component<LoadBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="gh-wait">
        <Brand />
        <div className="gh-card gh-notice" role="alert">
          <h1>Gatehouse could not be loaded</h1>
          <p>Check your connection. You are still signed in.</p>
          <button className="gh-button gh-button-plain" type="button" onClick={() => location.reload()}>
            Load it again
          </button>
        </div>
      </main>
    );
  }
}
