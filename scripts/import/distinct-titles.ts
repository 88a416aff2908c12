import type { Draft } from "./draft.ts";

/**
 * Drafts of one kind with one title are told apart by the headings above them: 功能要求（投诉复核）. A department named
 * twice is one department.
 */
export function distinctTitles(drafts: readonly Draft[]): Draft[] {
  const groups = Map.groupBy(merged(drafts), (d) => `${d.folder}/${d.title}`);
  const named = [...groups.values()].flatMap((group) => (group.length === 1 ? group : qualified(group)));
  const order = new Map(drafts.map((d, i) => [d.claims, i]));
  return named.sort((a, b) => (order.get(a.claims) ?? 0) - (order.get(b.claims) ?? 0));
}

function merged(drafts: readonly Draft[]): Draft[] {
  const departments = new Map<string, Draft>();
  const others: Draft[] = [];
  for (const draft of drafts) {
    const first = departments.get(draft.title);
    if (draft.folder !== "departments") others.push(draft);
    else if (first === undefined) departments.set(draft.title, draft);
    else departments.set(draft.title, { ...first, claims: [...first.claims, ...draft.claims], body: `${first.body}\n\n${draft.body}` });
  }
  return [...departments.values(), ...others];
}

function qualified(group: readonly Draft[]): Draft[] {
  const depth = Math.max(...group.map((d) => d.under.length));
  for (let level = 1; level <= depth; level++) {
    const names = group.map((d) => d.under.at(-level) ?? "");
    if (new Set(names).size === group.length) return group.map((d, i) => titled(d, names[i] ?? "", i));
  }
  const seen = new Map<string, number>();
  return group.map((d, i) => {
    const name = d.under.at(-1) ?? "";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return titled(d, count === 1 ? name : `${name}${name === "" ? "" : "，"}${count}`, i);
  });
}

function titled(draft: Draft, by: string, i: number): Draft {
  const name = by.replace(/^第\d+(?:篇|部分) /u, "").slice(0, 30) || String(i + 1);
  const title = i === 0 && by === "" ? draft.title : `${draft.title}（${name}）`;
  const questions = draft.fields["questions"];
  return {
    ...draft,
    title,
    fields: { ...draft.fields, questions: [title, ...(Array.isArray(questions) ? questions.filter((q) => q !== draft.title) : [])] },
  };
}
