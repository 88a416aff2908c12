import type { TopicWord } from "./topic.ts";

/** From this likeness on, two topics are one: half of what they say, by weight. */
const alike = 0.5;

/** Topics that speak of the same thing, under the one that came first. */
export type Gathered<T> = { readonly lead: T; readonly others: readonly T[] };

/**
 * Gathers topics that speak of the same thing: each joins the earlier one it is most like, where
 * it is alike enough. Given the most frequent first, these lead.
 *
 *     likeness(a, b) = 2 · weight of the words in both / (weight of a + weight of b)
 */
export function gatherTopics<T>(topics: readonly T[], wordsOf: (topic: T) => readonly TopicWord[]): Gathered<T>[] {
  const leads: { topic: T; weights: ReadonlyMap<string, number>; mass: number; others: T[] }[] = [];
  const holding = new Map<string, Set<(typeof leads)[number]>>();
  for (const topic of topics) {
    const words = wordsOf(topic);
    const mass = words.reduce((sum, w) => sum + w.weight, 0);
    const known = new Set(words.flatMap((w) => [...(holding.get(w.text) ?? [])]));
    let best: { lead: (typeof leads)[number]; likeness: number } | null = null;
    for (const lead of known) {
      const common = words.reduce((sum, w) => sum + (lead.weights.has(w.text) ? w.weight : 0), 0);
      const likeness = (2 * common) / (mass + lead.mass || 1);
      if (likeness >= alike && likeness > (best?.likeness ?? 0)) best = { lead, likeness };
    }
    if (best !== null) {
      best.lead.others.push(topic);
      continue;
    }
    const lead = { topic, weights: new Map(words.map((w) => [w.text, w.weight])), mass, others: [] };
    leads.push(lead);
    for (const { text } of words) holding.set(text, (holding.get(text) ?? new Set()).add(lead));
  }
  return leads.map(({ topic, others }) => ({ lead: topic, others }));
}
