/** A question up to this length is taken whole; longer text is a story with a request somewhere in it. */
const longestQuestion = 60;
/** Shorter sentences go with the next one. */
const shortestSentence = 10;
/** Sentences looked at; what a caller wants stands at the beginning or at the end. */
const mostSentences = 40;

/** The sentences of a long text, or a short one whole. */
export function sentencesOf(text: string): string[] {
  if (text.length <= longestQuestion) return [text];
  const sentences: string[] = [];
  let pending = "";
  for (const piece of text.split(/(?<=[。！？!?；;\n])/u)) {
    pending += piece;
    if (pending.trim().length < shortestSentence) continue;
    sentences.push(pending);
    pending = "";
  }
  if (pending !== "") sentences.push(pending);
  if (sentences.length <= mostSentences) return sentences;
  return [...sentences.slice(0, mostSentences / 2), ...sentences.slice(-mostSentences / 2)];
}
