import { foldLabel } from './linking.ts';

/** Share of a name's pairs of characters that a text must have; sentences on the same field share half with many names. */
const LEAST_SHARED = 0.6;
/** Fewer pairs of characters than this say nothing: such a name has to stand in the text whole. */
const FEWEST_PAIRS = 3;

/**
 * Tells whether one of some texts speaks of an indicator: has its folded name, or most of the name's pairs of characters.
 * The pairs of the texts are indexed, so that thousands of names can be asked for in thousands of texts.
 */
export function findMatter(texts: readonly string[]): (name: string) => boolean {
  const folded = [...new Set(texts.map(foldLabel))];
  const textsByPair = new Map<string, number[]>();
  folded.forEach((text, index) => {
    for (const pair of new Set(pairsOf(text))) {
      const known = textsByPair.get(pair);
      if (known === undefined) textsByPair.set(pair, [index]);
      else known.push(index);
    }
  });
  return (name) => {
    const pairs = pairsOf(name);
    if (pairs.length === 0) return folded.some((text) => text.includes(name));
    if (pairs.length < FEWEST_PAIRS) {
      return (textsByPair.get(pairs[0] ?? '') ?? []).some((index) => folded[index]?.includes(name));
    }
    const shared = new Array<number>(folded.length).fill(0);
    return pairs.some((pair) =>
      (textsByPair.get(pair) ?? []).some((index) => {
        const count = (shared[index] ?? 0) + 1;
        shared[index] = count;
        return count >= pairs.length * LEAST_SHARED;
      }),
    );
  };
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2));
}
