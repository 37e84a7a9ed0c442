import type { Glyph } from './glyphs.ts';

/** For each character the first and last glyph that draw it; null where it has none. */
export type Alignment = readonly (readonly [first: number, last: number] | null)[];

/** Widths in letters by kind of character, of common book types; only their order of size matters. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\p{Script=Han}\u3000-\u303f！-／：-～]/u, 0.9],
  [/[.,:;'|!·’‘、。，：；il1()[\]（）-]/, 0.2],
  [/\d/, 0.45],
  [/[%mwMW—]/, 0.75],
];
const OTHER_WIDTH = 0.5;
/** Ink of 、 or （ is far narrower than the room it takes. */
const NARROW = /[、。，．：；（）《》〈〉“”‘’【】！？]/;
const NARROW_WIDTH = 0.25;

/** A glyph without a character, and a character without a glyph: half a letter of mismatch each. */
const [SKIP_GLYPH, SKIP_CHARACTER] = [0.5, 0.55];
/** A character may fall apart into so many glyphs, a glyph may hold so many characters that touch. */
const [MAX_GLYPHS, MAX_CHARACTERS] = [5, 4];

/**
 * Lays the characters of a line along its glyphs by width alone, both from left to right, so that wrong characters do no
 * harm; `letterPx` is the height of the letters.
 */
export function alignGlyphs(characters: readonly string[], glyphs: readonly Glyph[], letterPx: number): Alignment {
  const widths = characters.map(toWidth);
  const columns = glyphs.length + 1;
  const costs = new Float64Array((characters.length + 1) * columns).fill(Number.POSITIVE_INFINITY);
  const steps = new Int16Array(costs.length * 2);
  costs[0] = 0;
  const relax = (to: number, cost: number, taken: readonly [number, number]) => {
    if (cost >= (costs[to] ?? 0) - 1e-9) return;
    costs[to] = cost;
    steps[2 * to] = taken[0];
    steps[2 * to + 1] = taken[1];
  };
  for (let c = 0; c <= characters.length; c += 1) {
    for (let g = 0; g <= glyphs.length; g += 1) {
      const cost = costs[c * columns + g] ?? 0;
      if (g < glyphs.length) relax(c * columns + g + 1, cost + SKIP_GLYPH, [0, 1]);
      if (c < characters.length) relax((c + 1) * columns + g, cost + SKIP_CHARACTER, [1, 0]);
      if (c === characters.length || g === glyphs.length) continue;
      for (let many = 1; many <= MAX_GLYPHS && g + many <= glyphs.length; many += 1) {
        const mismatch = spanCost(glyphs, { from: g, many, wanted: widths[c] ?? OTHER_WIDTH, letterPx });
        relax((c + 1) * columns + g + many, cost + mismatch, [1, many]);
      }
      let wanted = widths[c] ?? OTHER_WIDTH;
      for (let many = 2; many <= MAX_CHARACTERS && c + many <= characters.length; many += 1) {
        wanted += (widths[c + many - 1] ?? OTHER_WIDTH) + 0.05;
        const mismatch = spanCost(glyphs, { from: g, many: 1, wanted, letterPx }) + TOUCHING_COST * (many - 1);
        relax((c + many) * columns + g + 1, cost + mismatch, [many, 1]);
      }
    }
  }
  return traceBack({ steps, columns, characters: characters.length, glyphs: glyphs.length });
}

/** Characters seldom touch, parts of one are seldom far apart. */
const TOUCHING_COST = 0.12;
const GAP_COST = 1.2;
const FREE_GAP = 0.16;

function spanCost(
  glyphs: readonly Glyph[],
  { from, many, wanted, letterPx }: { from: number; many: number; wanted: number; letterPx: number },
): number {
  const [first, last] = [glyphs[from], glyphs[from + many - 1]];
  if (!first || !last) return Number.POSITIVE_INFINITY;
  let gaps = 0;
  for (let i = from + 1; i < from + many; i += 1) {
    const gap = ((glyphs[i]?.box[0] ?? 0) - (glyphs[i - 1]?.box[2] ?? 0)) / letterPx;
    gaps += Math.max(0, gap - FREE_GAP) * GAP_COST;
  }
  return Math.abs((last.box[2] - first.box[0]) / letterPx - wanted) + gaps;
}

function traceBack({
  steps,
  columns,
  characters,
  glyphs,
}: {
  steps: Int16Array;
  columns: number;
  characters: number;
  glyphs: number;
}): Alignment {
  const places: (readonly [number, number] | null)[] = new Array(characters).fill(null);
  for (let [c, g] = [characters, glyphs]; c > 0 || g > 0; ) {
    const at = 2 * (c * columns + g);
    const [takenCharacters, takenGlyphs] = [steps[at] ?? 0, steps[at + 1] ?? 0];
    if (takenCharacters === 0 && takenGlyphs === 0) break;
    for (let i = 1; i <= takenCharacters && takenGlyphs > 0; i += 1) places[c - i] = [g - takenGlyphs, g - 1];
    c -= takenCharacters;
    g -= takenGlyphs;
  }
  return places;
}

function toWidth(character: string): number {
  if (NARROW.test(character)) return NARROW_WIDTH;
  return WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER_WIDTH;
}
