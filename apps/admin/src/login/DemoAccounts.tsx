import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { SignInRequest } from "../session/session-transport.ts";

interface DemoAccountsProps {
  options: SignInOptions;
  isBusy: boolean;
  signIn: (request: SignInRequest) => Promise<void>;
}

const whatTheyDo = {
  admin: "Everything, users and audit too",
  approver: "Approves and pays invoices",
  clerk: "Writes and submits invoices",
  viewer: "Reads only",
};

/** One-click sign-in for each demo account; only where the server says that the demo data is there. */
export function DemoAccounts({ options, isBusy, signIn }: DemoAccountsProps) {
  const { demoAccounts, demoPassword } = options;
  if (demoPassword === null || demoAccounts.length === 0) return null;
  return (
    <section className="gh-demo" aria-labelledby="gh-demo-title">
      <h2 id="gh-demo-title">Demo accounts</h2>
      <ul>
        {demoAccounts.map(({ email, role }) => (
          <li key={email}>
            <button
              type="button"
              disabled={isBusy}
              onClick={() =>
                void signIn({ path: "/api/token", body: { username: email, password: demoPassword } })
              }
            >
              <strong>{role[0]?.toUpperCase() + role.slice(1)}</strong>
              <span>{whatTheyDo[role]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
