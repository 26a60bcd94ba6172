import type { judgeRefresh, RefreshState } from "../../src/features/session/refresh-rules.ts";

/**
 * Every interleaving of a few refreshes of one honest browser: requests and answers lost, delayed and reordered, the
 * page using what arrived, time passing. Time is counted in ticks; a call lives less than half the leeway.
 */
export interface SearchOptions {
  judge: typeof judgeRefresh;
  maxCalls: number;
  maxTicks: number;
}

export const leewayTicks = 5;
/** The client gives up before half the leeway is over. */
const maxCallTicks = 2;
/** Beyond this, more age makes no difference to any rule. */
const oldTicks = leewayTicks + 2;

interface SearchCall {
  generation: number;
  age: number;
  /** What the answer on its way carries: the new token, or none to set; and the generation its access token shows. */
  answer: { setGeneration: number | undefined; shows: number } | undefined;
}

interface State {
  jar: number;
  shown: number;
  generation: number;
  issuedAge: number;
  confirmedGeneration: number;
  confirmedAge: number;
  calls: readonly SearchCall[];
  sent: number;
  ticks: number;
}

/** The steps by which an honest browser gets signed out, or undefined where there are none; and how much was searched. */
export function findHonestSignOut(options: SearchOptions): { path: string[] | undefined; states: number } {
  const start: State = {
    jar: 1,
    shown: 1,
    generation: 1,
    issuedAge: 0,
    confirmedGeneration: 0,
    confirmedAge: 0,
    calls: [],
    sent: 0,
    ticks: 0,
  };
  const seen = new Set<string>();
  const open: { state: State; path: string[] }[] = [{ state: start, path: [] }];
  for (let current = open.pop(); current; current = open.pop()) {
    for (const { name, next } of successors(current.state, options)) {
      const path = [...current.path, name];
      if (next === "signed out") return { path, states: seen.size };
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push({ state: next, path });
    }
  }
  return { path: undefined, states: seen.size };
}

interface Successor {
  name: string;
  next: State | "signed out";
}

function successors(state: State, options: SearchOptions): Successor[] {
  const list: Successor[] = [];
  if (state.sent < options.maxCalls) {
    const call = { generation: state.jar, age: 0, answer: undefined };
    list.push({
      name: `send ${state.jar}`,
      next: { ...state, sent: state.sent + 1, calls: [...state.calls, call] },
    });
  }
  state.calls.forEach((call, index) => {
    const others = state.calls.filter((_, each) => each !== index);
    if (call.answer)
      list.push({ name: `arrive ${call.generation}`, next: arrive(state, call.answer, others) });
    else list.push({ name: `answer ${call.generation}`, next: answer(state, call, others, options) });
    list.push({ name: `lose ${call.generation}`, next: { ...state, calls: others } });
  });
  if (state.shown === state.generation && state.confirmedGeneration !== state.generation) {
    list.push({ name: `use ${state.shown}`, next: confirm(state) });
  }
  if (state.ticks < options.maxTicks) {
    list.push({ name: "tick", next: tick(state, 1) });
    // Nothing is under way for so long: a sleep, or an idle hour.
    if (state.calls.length === 0) list.push({ name: "sleep", next: tick(state, oldTicks) });
  }
  return list;
}

const confirm = (state: State): State =>
  state.confirmedGeneration === state.generation
    ? state
    : { ...state, confirmedGeneration: state.generation, confirmedAge: 0 };

function arrive(
  state: State,
  { setGeneration, shows }: NonNullable<SearchCall["answer"]>,
  calls: SearchCall[],
): State {
  return { ...state, jar: setGeneration ?? state.jar, shown: shows, calls };
}

function tick(state: State, by: number): State {
  const age = (ticks: number) => Math.min(ticks + by, oldTicks);
  const calls = state.calls
    .map((call) => ({ ...call, age: call.age + by }))
    .filter((call) => call.age <= maxCallTicks);
  return {
    ...state,
    issuedAge: age(state.issuedAge),
    confirmedAge: age(state.confirmedAge),
    ticks: state.ticks + 1,
    calls,
  };
}

/** Runs the rules under test as the server would. */
function answer(
  state: State,
  call: SearchCall,
  others: SearchCall[],
  { judge }: SearchOptions,
): State | "signed out" {
  const verdict = judge(toRefreshState(state), call.generation, 0, leewayTicks).kind;
  if (verdict === "theft" || verdict === "refused") return "signed out";
  const seen = call.generation === state.generation ? confirm(state) : state;
  if (verdict === "hold") return withAnswer(seen, call, others, undefined);
  if (verdict === "replay") return withAnswer({ ...seen, issuedAge: 0 }, call, others, seen.generation);
  const generation = seen.generation + 1;
  return withAnswer({ ...seen, generation, issuedAge: 0 }, call, others, generation);
}

function withAnswer(
  state: State,
  call: SearchCall,
  others: SearchCall[],
  setGeneration: number | undefined,
): State {
  const answered = { ...call, answer: { setGeneration, shows: state.generation } };
  return { ...state, calls: [...others, answered] };
}

/** Now is 0, so what is so many ticks old happened at minus as many. */
const toRefreshState = (state: State): RefreshState => ({
  generation: state.generation,
  issuedAt: -state.issuedAge,
  confirmedGeneration: state.confirmedGeneration,
  confirmedAt: -state.confirmedAge,
  expiresAt: Infinity,
  revokedAt: null,
  revokeReason: null,
  isUserActive: true,
});
