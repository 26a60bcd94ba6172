import { describe, expect, it } from "vitest";
import { SessionEndedError } from "./session-state.ts";
import { SimulatedBrowser, type BrowserOptions } from "./simulation/simulated-browser.ts";
import type { SimulatedPage } from "./simulation/simulated-page.ts";
import { settle } from "./simulation/virtual-time.ts";

const asUser = (username: string) => ({ path: "/api/token", body: { username } }) as const;

async function signedIn(
  options?: BrowserOptions,
): Promise<{ browser: SimulatedBrowser; page: SimulatedPage }> {
  const browser = new SimulatedBrowser(options);
  const page = await browser.open();
  await browser.time.advance(5_000);
  void page.client.login(asUser("ada"));
  await browser.time.advance(5_000);
  browser.server.refreshes = 0;
  return { browser, page };
}

/** Runs the simulation until the promise is settled, and gives its value. */
async function within<T>(browser: SimulatedBrowser, ms: number, work: Promise<T>): Promise<T> {
  work.catch(() => {});
  await browser.time.advance(ms);
  return await work;
}

describe("the session client", () => {
  it("serves five callers with an expired token by one refresh", async () => {
    const { browser, page } = await signedIn();
    await browser.time.sleep(400_000);
    const calls = Promise.all([1, 2, 3, 4, 5].map(() => page.callApi()));
    expect(await within(browser, 5_000, calls)).toEqual(["ada", "ada", "ada", "ada", "ada"]);
    expect(browser.server.refreshes).toBe(1);
  });

  it.each([true, false])(
    "serves five tabs that wake together by one refresh (locks: %s)",
    async (hasLocks) => {
      const { browser } = await signedIn({ hasLocks, delays: [200] });
      for (let tab = 0; tab < 4; tab += 1) await browser.open();
      await browser.time.advance(3_000);
      expect(browser.server.refreshes).toBe(0);
      await browser.time.sleep(7_200_000);
      for (const page of browser.pages) page.client.wake();
      const calls = Promise.all(browser.pages.map((page) => page.callApi()));
      expect(await within(browser, 20_000, calls)).toHaveLength(5);
      expect(browser.server.refreshes).toBeLessThanOrEqual(hasLocks ? 1 : 5);
      expect(browser.server.thefts).toBe(0);
    },
  );

  it("asks the other tabs first: a new tab needs no refresh, though the other is too busy to answer at once", async () => {
    const { browser } = await signedIn({ messageDelays: [400] });
    const second = await browser.open();
    await browser.time.advance(850);
    expect(second.userId).toBe("ada");
    expect(browser.server.refreshes).toBe(0);
  });

  it("waits for no answer where no other tab has a token", async () => {
    const { browser, page } = await signedIn({ delays: [0] });
    for (const leave of ["close", "hide"] as const) {
      if (leave === "close") browser.close(page);
      else browser.pages[0]?.client.putAway();
      const next = await browser.open();
      await browser.time.advance(1);
      expect(next.userId).toBe("ada");
    }
    expect(browser.questions).toBe(0);
  });

  it("gets another token for one that was refused, though the other tabs still have that one", async () => {
    const { browser, page } = await signedIn({ delays: [10.4] });
    await browser.open();
    await browser.time.advance(1_000);
    const refused = await page.client.getToken();
    const renewed = within(browser, 5_000, page.client.getToken({ rejected: refused }));
    expect(await renewed).not.toBe(refused);
  });

  it("stays signed in over ten reloads during a slow refresh", async () => {
    const { browser, page } = await signedIn({ delays: [750] });
    let current = await browser.reload(page);
    for (let reload = 0; reload < 10; reload += 1) {
      await browser.time.advance(180);
      current = await browser.reload(current);
    }
    await browser.time.advance(30_000);
    expect(current.userId).toBe("ada");
    expect(browser.server.thefts).toBe(0);
  });

  it("goes on without the lock when its holder is frozen", async () => {
    const { browser, page } = await signedIn({ delays: [500] });
    const frozen = await browser.open();
    await browser.time.advance(1_000);
    await browser.time.sleep(400_000);
    void frozen.callApi().catch(() => {});
    await browser.time.advance(200);
    frozen.freeze();
    expect(await within(browser, 15_000, page.callApi())).toBe("ada");
  });

  it("keeps the session through an outage and is back without anybody's doing", async () => {
    const { browser, page } = await signedIn();
    browser.isOnline = false;
    await browser.time.advance(400_000);
    const call = page.callApi();
    await browser.time.advance(1_000);
    expect(page.client.state).toMatchObject({ status: "reconnecting", hindrance: "unreachable" });
    browser.isOnline = true;
    expect(await within(browser, 40_000, call)).toBe("ada");
    expect(page.client.state.status).toBe("active");
  });

  it("does not storm a server that asks to wait for no time at all", async () => {
    const { browser, page } = await signedIn();
    browser.refusesToAnswer = { kind: "unavailable", rateLimited: false, retryAfterMs: 0 };
    await browser.time.sleep(400_000);
    await browser.time.advance(60_000);
    expect(page.refreshes).toBeGreaterThan(20);
    expect(page.refreshes).toBeLessThanOrEqual(122);
  });

  it("says that the server asks to wait also when that shows only later", async () => {
    const { browser, page } = await signedIn();
    browser.refusesToAnswer = { kind: "unavailable", rateLimited: true, retryAfterMs: 600_000 };
    await browser.time.advance(290_000);
    expect(page.client.state.status).toBe("active");
    await browser.time.advance(10_000);
    void page.callApi().catch(() => {});
    await browser.time.advance(10);
    expect(page.client.state).toMatchObject({ status: "reconnecting", hindrance: "rate_limited" });
  });

  it("neither storms nor locks out when the clock is set a day on or back", async () => {
    const { browser, page } = await signedIn();
    for (const offset of [86_400_000, -86_400_000, 0]) {
      browser.time.wallOffsetMs = offset;
      browser.server.refreshes = 0;
      page.client.wake();
      expect(await within(browser, 10_000, page.callApi())).toBe("ada");
      expect(browser.server.refreshes).toBeLessThanOrEqual(1);
    }
  });

  it("refreshes at three quarters of the lifetime and no sooner than once a second", async () => {
    const { browser } = await signedIn({ lifetimeMs: 300_000 });
    await browser.time.advance(219_000);
    expect(browser.server.refreshes).toBe(0);
    await browser.time.advance(4_000);
    expect(browser.server.refreshes).toBe(1);
    const brief = await signedIn({ lifetimeMs: 1 });
    await brief.browser.time.advance(10_000);
    expect(brief.browser.server.refreshes).toBeLessThanOrEqual(10);
  });

  it("makes one refresh after two hours of sleep, and the data request waits for it", async () => {
    const { browser, page } = await signedIn();
    await browser.time.sleep(7_200_000);
    page.client.wake();
    expect(await within(browser, 5_000, page.callApi())).toBe("ada");
    expect(browser.server.refreshes).toBe(1);
  });

  it("signs out every tab at once, tells the server once, and leaves no timer", async () => {
    const { browser, page } = await signedIn();
    const other = await browser.open();
    await browser.time.advance(1_000);
    void page.client.logout();
    await settle();
    expect(page.client.state).toMatchObject({ status: "ended", end: { where: "here" } });
    await browser.time.advance(900);
    expect(other.client.state).toMatchObject({ status: "ended", end: { where: "another_tab" } });
    expect(browser.server.signOuts).toBe(1);
    expect(browser.time.pendingTasks).toBe(0);
    await expect(other.client.getToken()).rejects.toThrow(SessionEndedError);
  });

  it("lets no late refresh bring a signed-out session back", async () => {
    const { browser, page } = await signedIn({ delays: [1_500] });
    await browser.time.sleep(400_000);
    page.client.wake();
    await browser.time.advance(1_700);
    void page.client.logout();
    await browser.time.advance(30_000);
    expect(page.client.state.status).toBe("ended");
    expect(browser.server.isLive(browser.cookie)).toBeUndefined();
  });

  it("remembers a sign-out that the server could not be told, and tells it before any refresh", async () => {
    const { browser, page } = await signedIn();
    browser.isOnline = false;
    void page.client.logout();
    await browser.time.advance(1_000);
    expect(page.client.state).toMatchObject({ status: "ended", end: { unconfirmed: true } });
    expect(browser.marks.pendingSignOut).toBe("sid-000001");
    browser.isOnline = true;
    const next = await browser.reload(page);
    await browser.time.advance(5_000);
    expect(next.client.state).toMatchObject({ status: "ended" });
    expect(browser.server.sessions.get("sid-000001")?.revokeReason).toBe("signed_out");
    expect(browser.server.refreshes).toBe(0);
    expect(browser.marks.pendingSignOut).toBeUndefined();
  });

  it("takes the server's word for a session's end from a refusal of its older token, too", async () => {
    const { browser, page } = await signedIn();
    const older = await page.client.getToken();
    await browser.time.advance(240_000);
    expect(await page.client.getToken()).not.toBe(older);
    page.client.noteRefusal(older, { code: "session_revoked", reason: "administrator" });
    expect(page.client.state).toMatchObject({ status: "ended", end: { reason: "administrator" } });
  });

  it("asks no more once the server has refused the session of another tab's sign-in, of which it never heard", async () => {
    const { browser, page } = await signedIn({ hasChannel: false });
    const other = await browser.open();
    void other.client.login(asUser("ada"));
    await browser.time.advance(5_000);
    browser.close(other);
    browser.server.revoke("sid-000002", "administrator");
    browser.server.refreshes = 0;
    await browser.time.sleep(400_000);
    const call = within(browser, 60_000, page.callApi());
    await expect(call).rejects.toThrow(SessionEndedError);
    expect(page.client.state).toMatchObject({ status: "ended", end: { reason: "administrator" } });
    expect(browser.server.refreshes).toBe(1);
  });

  it("refreshes no session that another tab has signed out of, though the server can't know yet", async () => {
    const { browser, page } = await signedIn({ hasChannel: false });
    const other = await browser.open();
    await browser.time.advance(1_000);
    browser.isOnline = false;
    void other.client.logout();
    await browser.time.advance(1_000);
    browser.close(other);
    browser.isOnline = true;
    browser.server.refreshes = 0;
    await browser.time.sleep(400_000);
    await expect(within(browser, 5_000, page.callApi())).rejects.toThrow(SessionEndedError);
    expect(page.client.state).toMatchObject({ status: "ended", end: { where: "another_tab" } });
    expect(browser.server.refreshes).toBe(0);
    page.client.wake();
    await browser.time.advance(5_000);
    expect(browser.server.sessions.get("sid-000001")?.revokeReason).toBe("signed_out");
  });

  it("never gives a waiting caller another user's token", async () => {
    const { browser, page } = await signedIn();
    browser.isOnline = false;
    await browser.time.sleep(400_000);
    const waiting = page.callApi();
    waiting.catch(() => {});
    await browser.time.advance(100);
    browser.isOnline = true;
    const other = await browser.open();
    void other.client.login(asUser("bob"));
    await browser.time.advance(40_000);
    expect(page.userId).toBe("bob");
    await expect(waiting).rejects.toThrow(SessionEndedError);
  });

  it.each([true, false])(
    "asks a stranger's browser once, and other tabs at most once (locks: %s)",
    async (hasLocks) => {
      const browser = new SimulatedBrowser({ hasLocks });
      const page = await browser.open();
      await browser.time.advance(600_000);
      page.client.wake();
      await browser.time.advance(600_000);
      expect(page.client.state).toEqual({ status: "ended", resumable: false });
      expect([browser.server.refreshes, browser.questions]).toEqual([1, hasLocks ? 0 : 1]);
    },
  );

  it("holds requests over unsaved work until the same user is back", async () => {
    const { browser, page } = await signedIn();
    page.hasUnsavedWork = true;
    browser.server.revoke("sid-000001", "administrator");
    const save = page.callApi();
    await browser.time.advance(1_000);
    expect(page.client.state).toMatchObject({
      status: "ended",
      resumable: true,
      end: { reason: "administrator" },
    });
    void page.client.login(asUser("ada"));
    expect(await within(browser, 1_000, save)).toBe("ada");
  });

  it("lets go of held requests when someone else signs in, or nobody", async () => {
    for (const leave of ["bob", undefined]) {
      const { browser, page } = await signedIn();
      page.hasUnsavedWork = true;
      browser.server.revoke("sid-000001", "reuse_detected");
      const save = page.callApi();
      save.catch(() => {});
      await browser.time.advance(1_000);
      if (leave === undefined) page.client.abandon();
      else void page.client.login(asUser(leave));
      await browser.time.advance(1_000);
      await expect(save).rejects.toThrow(SessionEndedError);
    }
  });

  it("ends a wait by its signal and leaves the refresh to the others", async () => {
    const { browser, page } = await signedIn();
    await browser.time.sleep(400_000);
    const cancelled = new AbortController();
    const waiting = page.callApi(cancelled.signal);
    const staying = page.callApi();
    cancelled.abort();
    await expect(waiting).rejects.toThrow("aborted");
    expect(await within(browser, 5_000, staying)).toBe("ada");
  });

  it("shows a page from the page cache only while the browser has its session", async () => {
    const { browser, page } = await signedIn();
    page.client.restore();
    expect(page.client.state.status).toBe("active");
    browser.marks.current = undefined;
    page.client.restore();
    expect(page.client.state.status).toBe("ended");
  });

  it("goes in when it is looked at again and another tab has signed in, of which it never heard", async () => {
    const { browser, page } = await signedIn({ hasChannel: false });
    browser.server.revoke("sid-000001", "administrator");
    await expect(within(browser, 1_000, page.callApi())).rejects.toThrow(SessionEndedError);
    const other = await browser.open();
    void other.client.login(asUser("bob"));
    await browser.time.advance(1_000);
    page.client.restore();
    await browser.time.advance(1_000);
    expect(page.userId).toBe("bob");
  });

  it("leaves no timer and no listener when it is disposed of", async () => {
    const { browser, page } = await signedIn();
    await browser.time.sleep(400_000);
    const waiting = page.callApi();
    page.client.dispose();
    await expect(waiting).rejects.toThrow(SessionEndedError);
    page.client.wake();
    await expect(page.callApi()).rejects.toThrow(SessionEndedError);
    await browser.time.advance(1_000);
    expect(browser.time.pendingTasks).toBe(0);
    expect(browser.server.refreshes).toBe(0);
  });

  it("tells no sign-out any more when it is disposed of", async () => {
    const { browser, page } = await signedIn();
    browser.isOnline = false;
    void page.client.logout();
    await browser.time.advance(1_000);
    page.client.dispose();
    browser.isOnline = true;
    page.client.wake();
    await browser.time.advance(1_000);
    expect(browser.server.signOuts).toBe(0);
  });

  it("tells listeners nothing when a token is renewed", async () => {
    const { browser, page } = await signedIn();
    let told = 0;
    page.client.subscribe(() => (told += 1));
    await browser.time.advance(1_000_000);
    expect(browser.server.refreshes).toBeGreaterThan(2);
    expect(told).toBe(0);
  });
});
