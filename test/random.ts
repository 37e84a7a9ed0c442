/** Gives numbers in [0, 1). */
export type Random = () => number;

/** Numbers that depend on the words alone: the same seed and place give the same mutation whatever ran before. */
export function seededRandom(...words: readonly (string | number)[]): Random {
  let state = hash(words.join('\u0000'));
  return () => {
    // mulberry32: small, fast, and good enough to choose digits with.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<Value>(values: readonly Value[], random: Random): Value | undefined {
  return values[Math.floor(random() * values.length)];
}

/** `count` of the values, chosen by the seed and kept in their order; all where there are no more. */
export function sample<Value>(values: readonly Value[], count: number, random: Random): readonly Value[] {
  if (values.length <= count) return values;
  const chosen = values
    .map((value, index) => ({ value, index, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count);
  return chosen.sort((a, b) => a.index - b.index).map(({ value }) => value);
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
