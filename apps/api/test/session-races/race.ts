import type { TestApp } from "../build-test-app.ts";
import { testPassword } from "../build-test-app.ts";
import { call, refresh, registerUser, type TestAnswer, type TestSession } from "../test-client.ts";
import { claimsOf } from "../token-forger.ts";
import { passTurns, type Start } from "./starts.ts";

export const racers = ["refresh", "signIn", "me"] as const;
export const endings = ["logout", "revocation", "disable", "password", "role"] as const;

export type Racer = (typeof racers)[number];
export type Ending = (typeof endings)[number];

interface Body {
  code?: string;
  access_token?: string;
}

export type Answer = TestAnswer<Body>;

const newPassword = "another long enough one";

let count = 0;

/** One user with one session, and what races for and against it. */
export class Race {
  readonly #app: TestApp;
  readonly #admin: string;
  readonly #email: string;
  readonly session: TestSession;
  readonly sid: string;

  private constructor(app: TestApp, admin: string, email: string, session: TestSession) {
    this.#app = app;
    this.#admin = admin;
    this.#email = email;
    this.session = session;
    this.sid = session.cookie.split(".")[1] ?? "";
  }

  static async open(app: TestApp, admin: string): Promise<Race> {
    count += 1;
    const email = `ada${count}@example.com`;
    return new Race(app, admin, email, await registerUser(app, email));
  }

  me = (bearer: string) => call<Body & { role?: string }>(this.#app, "GET", "/api/me", { bearer });
  refresh = (cookie: string): Promise<Answer> => refresh(this.#app, cookie);
  signIn = (password = testPassword): Promise<Answer> =>
    call(this.#app, "POST", "/api/token", { form: { username: this.#email, password } });

  async run({ kind, turns }: Start<Racer>): Promise<{ kind: typeof kind; answer: Answer }> {
    await passTurns(turns);
    if (kind === "refresh") return { kind, answer: await this.refresh(this.session.cookie) };
    if (kind === "signIn") return { kind, answer: await this.signIn() };
    return { kind, answer: await this.me(this.session.accessToken) };
  }

  async end({ kind, turns }: Start<Ending>): Promise<number> {
    await passTurns(turns);
    return (await this.#endNow(kind)).status;
  }

  enable = () => this.#changeUser({ disabledAt: null });

  #changeUser(body: object): Promise<Answer> {
    const userId = claimsOf(this.session.accessToken).sub ?? "";
    return call(this.#app, "PUT", `/api/users/${userId}`, { bearer: this.#admin, body });
  }

  #endNow(kind: Ending): Promise<Answer> {
    const { accessToken: bearer, cookie } = this.session;
    if (kind === "logout") return call(this.#app, "POST", "/api/logout", { cookie });
    if (kind === "revocation") {
      return call(this.#app, "DELETE", `/api/sessions/${this.sid}`, { bearer: this.#admin });
    }
    if (kind === "disable") return this.#changeUser({ disabledAt: new Date().toISOString() });
    if (kind === "role") return this.#changeUser({ role: "clerk" });
    const body = { currentPassword: testPassword, newPassword };
    return call(this.#app, "POST", "/api/me/password", { bearer, body });
  }
}

/** The refusal's code; undefined where the request was accepted. */
export const codeOf = ({ status, body }: Answer): string | undefined =>
  status === 200 ? undefined : body.code;
