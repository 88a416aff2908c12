import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterPublishing, afterRollback, type Correction, type PublishedState, publishedState } from "../../src/store/published-state.ts";

const time = "2026-11-23T04:00:00.000Z";
const versionOf = (n: number) => n.toString(16).padStart(12, "0");
const publication = (n: number) => ({ version: versionOf(n), builtAt: time, publishedBy: "李娜", publishedAt: time });
const correction = (id: string, revision: string): Correction => ({
  id,
  op: "put",
  object: "0".repeat(64),
  bytes: 100,
  revision,
  by: "王强",
  at: time,
});
const stateOf = (n: number, corrections: Correction[] = []): PublishedState => ({ ...publication(n), history: [], corrections });
const keep = 5;

/** What an editor may do, one after the other. */
type Step = { do: "publish"; n: number; fold: boolean } | { do: "roll back"; to: number } | { do: "correct"; id: string };
const step = fc.oneof(
  fc.record({ do: fc.constant("publish" as const), n: fc.integer({ min: 0, max: 9 }), fold: fc.boolean() }),
  fc.record({ do: fc.constant("roll back" as const), to: fc.nat(keep) }),
  fc.record({ do: fc.constant("correct" as const), id: fc.constantFrom("a", "b", "c") }),
);
let revisions = 0;
function after(state: PublishedState, s: Step): PublishedState {
  if (s.do === "publish") return afterPublishing(state, publication(s.n), s.fold ? state.corrections : [], keep);
  if (s.do === "roll back") return afterRollback(state, state.history[s.to]?.version ?? "none", "王强", time) ?? state;
  return { ...state, corrections: [...state.corrections.filter((c) => c.id !== s.id), correction(s.id, String(revisions++))] };
}

test("a pointer written before names and corrections were kept is one", () => {
  expect(publishedState.parse({ version: versionOf(1), builtAt: time })).toEqual({
    version: versionOf(1),
    builtAt: time,
    publishedBy: null,
    publishedAt: null,
    history: [],
    corrections: [],
  });
});

describe("whatever editors do", () => {
  const histories = fc.array(step, { maxLength: 30 }).map((steps) => {
    const states = [stateOf(0)];
    for (const s of steps) states.push(after(states.at(-1) ?? stateOf(0), s));
    return states;
  });

  test("each kept version is there once, the one before among them, and no more than are kept", () => {
    fc.assert(
      fc.property(histories, (states) => {
        states.forEach((state, i) => {
          const versions = [state.version, ...state.history.map((h) => h.version)];
          expect(new Set(versions).size).toBe(versions.length);
          expect(versions.length).toBeLessThanOrEqual(keep);
          const before = states[i - 1];
          if (before) expect(versions).toContain(before.version);
          expect(publishedState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
          expect(new Set(state.corrections.map((c) => c.id)).size).toBe(state.corrections.length);
        });
      }),
    );
  });
});

describe("publishing", () => {
  const live = [correction("a", "1"), correction("b", "2")];

  test("drops the corrections it folds in, and keeps one that arrived meanwhile for the same entry", () => {
    const meanwhile = [correction("a", "9"), correction("b", "2")];
    expect(afterPublishing(stateOf(1, meanwhile), publication(2), live, keep)).toEqual({
      ...publication(2),
      corrections: [correction("a", "9")],
      history: [{ ...publication(1), folded: [correction("b", "2")] }],
    });
  });

  test("the version that is served already changes nothing but what it folds in", () => {
    const state = { ...stateOf(1, live), history: [{ ...publication(0), folded: [] }] };
    expect(afterPublishing(state, publication(1), live.slice(0, 1), keep)).toEqual({ ...state, corrections: live.slice(1) });
  });
});

describe("going back", () => {
  test("to a version that is not kept cannot be done", () => {
    expect(afterRollback(stateOf(1), versionOf(2), "王强", time)).toBeNull();
    expect(afterRollback(stateOf(1), versionOf(1), "王强", time)).toBeNull();
  });

  test("brings back what was corrected on it, each entry as it was corrected last", () => {
    const one = stateOf(1, [correction("a", "1"), correction("b", "1")]);
    const two = afterPublishing(one, publication(2), one.corrections, keep);
    const corrected = { ...two, corrections: [correction("b", "2"), correction("c", "2")] };
    const three = afterPublishing(corrected, publication(3), corrected.corrections.slice(0, 1), keep);
    const back = afterRollback(three, versionOf(1), "王强", time);
    expect(back).toMatchObject({ version: versionOf(1), publishedBy: "王强" });
    expect(back?.corrections.map(({ id, revision }) => id + revision).toSorted()).toEqual(["a1", "b2", "c2"]);
    expect(back?.history.map((h) => h.version)).toEqual([versionOf(3), versionOf(2)]);
  });

  test("and forward again is where it was", () => {
    const two = afterPublishing(stateOf(1), publication(2), [], keep);
    const back = afterRollback(two, versionOf(1), "王强", time);
    const forth = back && afterRollback(back, versionOf(2), "李娜", time);
    expect(forth).toEqual({ ...two, history: [{ ...publication(1), publishedBy: "王强", folded: [] }] });
  });
});
