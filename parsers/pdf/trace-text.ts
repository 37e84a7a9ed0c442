import { compose, IDENTITY, type Matrix } from './matrix.ts';
import type { Word } from './page-content.ts';
import { findSymbols, readGlyph } from './read-glyph.ts';

/** What the tracer needs to know of a font; pdf.js's FontFaceObject has these. */
export interface FontFacts {
  readonly name?: string;
  readonly fontMatrix?: ArrayLike<number>;
  readonly vertical?: boolean;
  readonly isType3Font?: boolean;
  readonly bold?: boolean;
  readonly black?: boolean;
  readonly bbox?: ArrayLike<number>;
}

interface Glyph {
  readonly unicode: string;
  readonly width: number;
  readonly vmetric?: ArrayLike<number> | null;
  readonly originalCharCode?: number;
  readonly isSpace?: boolean;
}

interface TextState {
  font: FontFacts;
  size: number;
  char: number;
  word: number;
  scale: number;
  rise: number;
  mode: number;
  leading: number;
}

/** A word being built; `along` runs in the writing direction, `across` is the baseline. */
interface Draft {
  text: string;
  stops: number[];
  across: number;
  size: number;
  turn: Word['turn'];
  vertical: boolean;
  bold: boolean;
  hidden: boolean;
  spaced: boolean;
  mark: number | null;
  order: number;
}

export interface TextTracer {
  save(): void;
  restore(): void;
  begin(): void;
  breakWord(): void;
  setFont(id: string, size: number): void;
  setMark(mark: number | null): void;
  setMatrix(matrix: ArrayLike<number>): void;
  setLeading(leading: number): void;
  setSpacing(change: Partial<Pick<TextState, 'char' | 'word' | 'scale' | 'rise' | 'mode'>>): void;
  move(x: number, y: number): void;
  nextLine(): void;
  show(items: readonly (Glyph | number)[], at: { ctm: Matrix; hidden: boolean }): void;
  finish(): { words: Word[]; glyphs: number; quality: number };
}

/**
 * A gap above this share of the em ends a word. Kerning stays below 0.1; the narrowest word space met in justified text
 * is 0.14 (pdf.js takes 0.102 and splits letter-spaced headings).
 */
const GAP_EM = 0.13;
/** Glyphs may overlap their neighbour by this share of the em (kerning, fake italics) and still belong to its word. */
const OVERLAP_EM = 0.4;
/** Baselines of one word differ by less than this share of the em; superscripts are raised by 0.3 and more. */
const BASELINE_EM = 0.08;
const NO_FONT: FontFacts = {};
/** Name pdf.js gives the font it takes where the file names one it does not hold. */
const FALLBACK_FONT = 'PDFJS-FallbackFont';
/** The em box of a CJK font: 0.88 above the baseline and 0.12 below. */
const ASCENT_EM = 0.88;

/** Follows the text operators of a page and collects its words in the order they are drawn. */
export function createTextTracer(findFont: (id: string) => FontFacts | undefined): TextTracer {
  let state: TextState = { font: NO_FONT, size: 1, char: 0, word: 0, scale: 1, rise: 0, mode: 0, leading: 0 };
  const stack: TextState[] = [];
  let matrix: Matrix = IDENTITY;
  let lineMatrix: Matrix = IDENTITY;
  let draft: Draft | null = null;
  let spaced = false;
  let mark: number | null = null;
  let order = 0;
  let glyphs = 0;
  let illegible = 0;
  const words: Word[] = [];

  const close = () => {
    if (draft !== null) words.push(toWord(draft));
    draft = null;
  };
  const move = (x: number, y: number) => {
    const [a, b, c, d, e, f] = lineMatrix;
    lineMatrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y];
    matrix = lineMatrix;
  };

  const show: TextTracer['show'] = (items, { ctm, hidden }) => {
    const { font, size, scale, rise } = state;
    order += 1;
    const m = compose(ctm, matrix);
    const fontScale = (font.fontMatrix?.[0] ?? 0.001) * size;
    const vertical = font.vertical === true;
    const up = Math.hypot(m[2], m[3]);
    const em = Math.abs(size) * up * type3Height(font);
    const heading = findHeading(m, vertical, size * scale);
    // Vertical writing runs downwards on an upright page.
    const turn = (heading === null ? null : vertical ? (heading + 3) % 4 : heading) as Word['turn'];
    const symbols = font.name === undefined ? undefined : findSymbols(font.name);
    const isStandIn = font === NO_FONT || font.name === FALLBACK_FONT;
    const invisible = state.mode === 3 || state.mode === 7;
    const bold = font.bold === true;
    let t = 0;
    for (const item of items) {
      if (typeof item === 'number') {
        t += vertical ? (item * size) / 1000 : ((-item * size) / 1000) * scale;
        continue;
      }
      let width = vertical ? (item.vmetric?.[0] ?? -item.width) : item.width;
      if (!Number.isFinite(width)) width = 0;
      width *= vertical ? fontScale : fontScale * scale;
      let spacing = state.char + (item.originalCharCode === 0x20 ? state.word : 0);
      if (!vertical) spacing *= scale;
      const start = t;
      t += width + spacing;
      if (hidden) continue;
      const { text, kind } = readGlyph(item.unicode, symbols);
      if (kind === 'space') {
        spaced = true;
        close();
        continue;
      }
      glyphs += 1;
      // A stand-in for a font that is not in the file shows codes, not characters.
      if (kind === 'illegible' || isStandIn) illegible += 1;
      if (text === '') continue;
      const to = start + width;
      const x0 = vertical ? m[2] * start + m[4] : m[0] * start + m[2] * rise + m[4];
      const y0 = vertical ? m[3] * start + m[5] : m[1] * start + m[3] * rise + m[5];
      const x1 = vertical ? m[2] * to + m[4] : m[0] * to + m[2] * rise + m[4];
      const y1 = vertical ? m[3] * to + m[5] : m[1] * to + m[3] * rise + m[5];
      if (!(Number.isFinite(x0 + y0 + x1 + y1) && em > 0)) continue;
      const begin = along(heading, x0, y0);
      const end = along(heading, x1, y1);
      const across = heading === 1 || heading === 3 ? x0 : y0;
      const last: Draft | null = draft;
      if (kind === 'mark' && last !== null) {
        last.text += text;
        for (let k = 0; k < text.length; k += 1) last.stops.push(last.stops.at(-1) ?? end);
        continue;
      }
      const gap = last === null ? 0 : begin - (last.stops.at(-1) ?? 0);
      if (
        last === null ||
        turn === null ||
        last.turn !== turn ||
        last.vertical !== vertical ||
        last.hidden !== invisible ||
        Math.abs(last.across - across) > BASELINE_EM * em ||
        Math.abs(last.size - em) > 0.1 * em ||
        gap > GAP_EM * em ||
        gap < -OVERLAP_EM * em ||
        last.mark !== mark
      ) {
        if (turn !== null || last === null || last.turn !== null || last.order !== order) close();
        draft ??= {
          text: '',
          stops: [begin],
          across,
          size: em,
          turn,
          vertical,
          bold,
          hidden: invisible,
          spaced,
          mark,
          order,
        };
        spaced = false;
      }
      const into: Draft = draft ?? last ?? emptyDraft(begin);
      into.text += text;
      const step = (end - begin) / text.length;
      into.stops[into.stops.length - 1] = begin;
      for (let k = 1; k <= text.length; k += 1) into.stops.push(begin + step * k);
    }
    const [a, b, c, d, e, f] = matrix;
    matrix = vertical ? [a, b, c, d, e + c * t, f + d * t] : [a, b, c, d, e + a * t, f + b * t];
  };

  return {
    save: () => {
      stack.push(state);
      state = { ...state };
    },
    restore: () => {
      state = stack.pop() ?? state;
    },
    begin: () => {
      matrix = IDENTITY;
      lineMatrix = IDENTITY;
    },
    breakWord: () => {
      close();
    },
    setFont: (id, size) => {
      state.font = findFont(id) ?? NO_FONT;
      state.size = size;
    },
    setMark: (value) => {
      mark = value;
    },
    setMatrix: (value) => {
      matrix = Array.from(value) as unknown as Matrix;
      lineMatrix = matrix;
    },
    setLeading: (leading) => {
      state.leading = leading;
    },
    setSpacing: (change) => {
      Object.assign(state, change);
    },
    move,
    nextLine: () => move(0, -state.leading),
    show,
    finish: () => {
      close();
      return { words: dropDoubles(words), glyphs, quality: glyphs === 0 ? 1 : 1 - illegible / glyphs };
    },
  };
}

function emptyDraft(begin: number): Draft {
  return {
    text: '',
    stops: [begin],
    across: 0,
    size: 1,
    turn: null,
    vertical: false,
    bold: false,
    hidden: false,
    spaced: false,
    mark: null,
    order: 0,
  };
}

/** Glyph procedures in a coordinate system of their own (bitmap fonts of TeX) set their height by the font's box. */
function type3Height(font: FontFacts): number {
  if (!font.isType3Font) return 1;
  const unit = Math.abs(font.fontMatrix?.[3] ?? 0.001);
  if (Math.abs(unit - 0.001) < 1e-4) return 1;
  const height = Math.abs((font.bbox?.[3] ?? 0) - (font.bbox?.[1] ?? 0));
  return height > 0 ? height * unit : unit * 1000;
}

type Heading = 0 | 1 | 2 | 3 | null;

/** Which way the text runs on the displayed page, in quarter turns clockwise. */
function findHeading(m: Matrix, vertical: boolean, size: number): Heading {
  const sign = size < 0 ? -1 : 1;
  const dx = vertical ? -m[2] : m[0] * sign;
  const dy = vertical ? -m[3] : m[1] * sign;
  if (Math.abs(dy) <= 0.02 * Math.abs(dx)) return dx > 0 ? 0 : 2;
  if (Math.abs(dx) <= 0.02 * Math.abs(dy)) return dy > 0 ? 1 : 3;
  return null;
}

/** How far a point lies along the direction of writing. */
function along(heading: Heading, x: number, y: number): number {
  return heading === 1 ? y : heading === 3 ? -y : heading === 2 ? -x : x;
}

function toWord(draft: Draft): Word {
  const { stops, across, size, turn, vertical } = draft;
  const first = stops[0] ?? 0;
  const last = stops.at(-1) ?? first;
  const [low, high] = first <= last ? [first, last] : [last, first];
  const heading = turn === null ? 0 : vertical ? (turn + 1) % 4 : turn;
  const half = size / 2;
  const below = size * (1 - ASCENT_EM);
  const above = size * ASCENT_EM;
  let box: readonly [number, number, number, number];
  if (vertical) {
    box =
      heading === 1
        ? [across - half, low, across + half, high]
        : heading === 3
          ? [across - half, -high, across + half, -low]
          : heading === 2
            ? [-high, across - half, -low, across + half]
            : [low, across - half, high, across + half];
  } else if (heading === 1) box = [across - below, low, across + above, high];
  else if (heading === 3) box = [across - above, -high, across + below, -low];
  else if (heading === 2) box = [-high, across - below, -low, across + above];
  else box = [low, across - above, high, across + below];
  const { text, bold, hidden, spaced, mark, order } = draft;
  const [x0, top, x1, bottom] = box;
  return {
    text,
    x0,
    top,
    x1,
    bottom,
    baseline: across,
    size,
    bold,
    stops,
    turn,
    vertical,
    spaced,
    mark,
    order,
    hidden,
  };
}

/** Drops words drawn again at the same place, as writers do to make them look bold. */
function dropDoubles(words: readonly Word[]): Word[] {
  const seen = new Map<string, Word[]>();
  return words.filter((word) => {
    const near = seen.get(word.text);
    if (near === undefined) {
      seen.set(word.text, [word]);
      return true;
    }
    const reach = 0.12 * word.size;
    const double = near.some(
      (other) =>
        Math.abs(other.x0 - word.x0) < reach &&
        Math.abs(other.x1 - word.x1) < reach &&
        Math.abs(other.top - word.top) < reach &&
        Math.abs(other.bottom - word.bottom) < reach,
    );
    if (!double) near.push(word);
    return !double;
  });
}
