import type { GreyImage } from '../image.ts';
import { findInk, type Ink } from './components.ts';
import type { Glyph } from './glyphs.ts';
import { findHoles, matchStrokes, type Stroke } from './strokes.ts';

/** Signs that the Chinese model does not know, or takes for characters, and that are told by their shape. */
export type ShapeSign =
  | '≥'
  | '≤'
  | '≧'
  | '≦'
  | '○'
  | '.'
  | '='
  | '—'
  | '——'
  | '-'
  | '>'
  | '<'
  | '□'
  | '☑'
  | '√'
  | '★'
  | '%'
  | '×'
  | '*'
  | '/';

/** Share of the ink that has to lie on the strokes, and of the strokes that has to be inked. */
const MIN_MATCH = 0.93;

interface Pattern {
  readonly sign: ShapeSign;
  readonly strokes: readonly Stroke[];
  /** Bounds of width / letter height, height / letter height, and width / height. */
  readonly width: readonly [number, number];
  readonly height: readonly [number, number];
  readonly aspect: readonly [number, number];
}

/** Both ways of drawing ≥: with a level bar and with one in parallel to the lower arm. ≤ is its mirror image. */
const GREATER: readonly (readonly Stroke[])[] = [0.6, 0.68, 0.76].flatMap((arm) => [
  [line([0, 0], [1, arm / 2], [0, arm]), line([0, 1], [1, 1])],
  [line([0, 0], [1, arm / 2], [0, arm]), line([0, 1], [1, 1 - arm / 2])],
]);
const ARROW: readonly Stroke[] = [line([0, 0], [1, 0.5], [0, 1])];
const BARS: readonly Stroke[] = [line([0, 0], [1, 0]), line([0, 1], [1, 1])];
const CROSS: readonly Stroke[] = [line([0, 0], [1, 1]), line([1, 0], [0, 1])];
const TICKS: readonly (readonly Stroke[])[] = [0.28, 0.36, 0.44].flatMap((vertex) =>
  [0.5, 0.62, 0.75].flatMap((start) => [
    [line([0, start], [vertex, 1], [1, 0])],
    [line([0, start], [vertex / 2, start - 0.06], [vertex, 1], [1, 0])],
    [line([0, start], [vertex / 2, start - 0.06], [vertex, 1], [0.72, 0], [1, 0])],
  ]),
);
const SLASH: readonly Stroke[] = [line([0, 1], [1, 0])];
const PERCENT: readonly Stroke[] = [ring([0.22, 0.27]), ring([0.78, 0.73]), line([0.25, 1], [0.75, 0])];

const DOUBLE_GREATER: readonly Stroke[] = [
  line([0, 0], [1, 0.28], [0, 0.56]),
  line([0, 0.76], [1, 0.76]),
  line([0, 1], [1, 1]),
];

const COMPARISON = { width: [0.35, 1.1], height: [0.4, 1.1], aspect: [0.7, 1.7] } as const;
const PATTERNS: readonly Pattern[] = [
  // Of patterns that fit alike the first is taken: the arrow before the arrow with a bar.
  { sign: '>', strokes: ARROW, width: [0.3, 1], height: [0.3, 1], aspect: [0.7, 1.5] },
  { sign: '<', strokes: ARROW.map(mirror), width: [0.3, 1], height: [0.3, 1], aspect: [0.7, 1.5] },
  ...GREATER.map((strokes) => ({ sign: '≥', strokes, ...COMPARISON }) as const),
  ...GREATER.map((strokes) => ({ sign: '≤', strokes: strokes.map(mirror), ...COMPARISON }) as const),
  { sign: '≧', strokes: DOUBLE_GREATER, ...COMPARISON },
  { sign: '≦', strokes: DOUBLE_GREATER.map(mirror), ...COMPARISON },
  { sign: '=', strokes: BARS, width: [0.3, 1.1], height: [0.12, 0.5], aspect: [1.1, 6] },
  { sign: '×', strokes: CROSS, width: [0.3, 0.75], height: [0.3, 0.75], aspect: [0.8, 1.25] },
  { sign: '/', strokes: SLASH, width: [0.2, 0.8], height: [0.5, 1.3], aspect: [0.2, 0.9] },
  ...TICKS.map(
    (strokes) => ({ sign: '√', strokes, width: [0.5, 1.2], height: [0.5, 1.2], aspect: [0.6, 1.5] }) as const,
  ),
];

/** Where a glyph stands. */
export interface ShapeSetting {
  /** Height of the letters, in pixels. */
  readonly letterPx: number;
  /** Upper and lower end of the line, in pixels of the page. */
  readonly line: readonly [top: number, bottom: number];
}

/** The sign a glyph has the shape of; undefined where it is something else. */
export function findShapeSign(
  image: GreyImage,
  glyph: Glyph,
  { letterPx, line: [lineTop, lineBottom] }: ShapeSetting,
): ShapeSign | undefined {
  const [x0, top, x1, bottom] = glyph.box;
  const [width, height] = [(x1 - x0) / letterPx, (bottom - top) / letterPx];
  if (height > 1.3) return undefined;
  if (Math.max(width, height) < 0.25) return width > 0.5 * height && width < 2 * height ? '.' : undefined;
  const ink = findInk(image, glyph.box);
  if (height <= MAX_DASH_HEIGHT) return findDash({ ink, width, height });
  if (width > 1.3) return undefined;
  if (isPercent({ ink, width, height })) return '%';
  const box = findBox({ ink, width, height, letterPx });
  if (box) return box;
  if (isCircle({ ink, width, height })) return '○';
  if (isStar({ ink, width, height })) return '★';
  // 、 stands on the baseline.
  const isRaised = (top + bottom) / 2 <= (lineTop + lineBottom) / 2 + 2;
  if (isRaised && isAsterisk({ ink, width, height })) return '*';
  return findStrokeSign({ ink, width, height, parts: glyph.components.length });
}

interface Measured {
  readonly ink: Ink;
  /** In letters. */
  readonly width: number;
  readonly height: number;
}

/** A bar is at most so tall, and a dash at least so wide. */
const MAX_DASH_HEIGHT = 0.2;
const [MIN_HYPHEN, MIN_DASH, MIN_DOUBLE_DASH] = [0.22, 0.72, 1.5];
/** Noise frays a bar of three pixels. */
const MIN_BAR_FILL = 0.6;

function findDash({ ink, width, height }: Measured): ShapeSign | undefined {
  if (width < MIN_HYPHEN || width < 2.2 * height || fill(ink) < MIN_BAR_FILL) return undefined;
  if (width >= MIN_DOUBLE_DASH) return '——';
  return width >= MIN_DASH ? '—' : '-';
}

/** Lower than for signs of straight strokes: the slash leans differently in every type. */
const MIN_PERCENT_MATCH = 0.85;

function isPercent({ ink, width, height }: Measured): boolean {
  if (width < 0.35 || width > 1.05 || height < 0.5 || height > 1.1) return false;
  const holes = findHoles(ink, Math.max(4, 0.008 * ink.mask.length));
  const [first, second] = [...holes].sort((a, b) => a[0] - b[0]);
  if (holes.length !== 2 || !first || !second) return false;
  const areRings = first[0] < 0.4 && first[1] < 0.45 && second[0] > 0.6 && second[1] > 0.55;
  // $ has the stroke through it there.
  const middle = Math.floor(ink.widthPx / 2);
  const isOpen = ink.mask[middle] !== 1 && ink.mask[(ink.heightPx - 1) * ink.widthPx + middle] !== 1;
  if (!areRings || !isOpen) return false;
  const { explained, inked } = matchStrokes(ink, PERCENT, { tolerancePx: Math.max(2, 0.12 * ink.heightPx) });
  return Math.min(explained, inked) >= MIN_PERCENT_MATCH;
}

function findBox({ ink, width, height, letterPx }: Measured & { letterPx: number }): ShapeSign | undefined {
  if (width < 0.55 || height < 0.55 || width / height < 0.8 || width / height > 1.25) return undefined;
  const { widthPx, heightPx, mask } = ink;
  const edge = Math.max(2, Math.round(0.07 * letterPx));
  const isInked = (x: number, y: number) => mask[y * widthPx + x] === 1;
  const some = (length: number, test: (at: number) => boolean) => Array.from({ length }, (_, at) => at).some(test);
  // 口 and 国 stand on two feet, □ on its whole lower side: the very last rows tell them apart.
  const share = (length: number, test: (at: number) => boolean) =>
    Array.from({ length }, (_, at) => at).filter(test).length / length;
  const sides = [
    share(widthPx, (x) => some(edge, (y) => isInked(x, y))),
    share(widthPx, (x) => some(2, (y) => isInked(x, heightPx - 1 - y))),
    share(heightPx, (y) => some(edge, (x) => isInked(x, y))),
    share(heightPx, (y) => some(edge, (x) => isInked(widthPx - 1 - x, y))),
  ];
  if (Math.min(...sides) < 0.9) return undefined;
  const margin = Math.round(0.17 * Math.min(widthPx, heightPx));
  let inside = 0;
  for (let y = margin; y < heightPx - margin; y += 1) {
    for (let x = margin; x < widthPx - margin; x += 1) inside += isInked(x, y) ? 1 : 0;
  }
  const filled = inside / ((widthPx - 2 * margin) * (heightPx - 2 * margin));
  if (filled < 0.02) return '□';
  return filled > 0.07 && filled < 0.5 && isTickInside(ink, margin) ? '☑' : undefined;
}

/** The ink inside a box leans like a tick: down at the left, up to the right, nothing at the lower right. */
function isTickInside({ widthPx, heightPx, mask }: Ink, margin: number): boolean {
  const columns: number[] = [];
  for (let x = margin; x < widthPx - margin; x += 1) {
    let lowest = -1;
    for (let y = margin; y < heightPx - margin; y += 1) if (mask[y * widthPx + x] === 1) lowest = y;
    if (lowest >= 0) columns.push(lowest);
  }
  const isBlank = (fromX: number, fromY: number) => {
    for (let y = Math.round(fromY * heightPx); y < (fromY + 0.2) * heightPx; y += 1) {
      for (let x = Math.round(fromX * widthPx); x < (fromX + 0.2) * widthPx; x += 1) {
        if (mask[y * widthPx + x] === 1) return false;
      }
    }
    return true;
  };
  if (!isBlank(0.2, 0.2) || !isBlank(0.65, 0.65)) return false;
  if (columns.length < 0.4 * (widthPx - 2 * margin)) return false;
  const vertex = columns.indexOf(Math.max(...columns));
  if (vertex > 0.65 * columns.length) return false;
  const rising = columns.slice(vertex);
  const rises = rising.filter((y, i) => i === 0 || y <= (rising[i - 1] ?? y) + 1).length;
  return rises >= 0.9 * rising.length && (rising.at(-1) ?? heightPx) < 0.5 * heightPx;
}

function isStar({ ink, width, height }: Measured): boolean {
  if (width < 0.6 || height < 0.6 || width / height < 0.85 || width / height > 1.25) return false;
  const filled = fill(ink);
  if (filled < 0.28 || filled > 0.62) return false;
  const { widthPx, heightPx, mask } = ink;
  const at = (x: number, y: number) =>
    mask[Math.floor(y * (heightPx - 1)) * widthPx + Math.floor(x * (widthPx - 1))] === 1;
  const shoulders = [at(0.2, 0.18), at(0.8, 0.18)];
  const core = [0.34, 0.42, 0.5, 0.58, 0.66].every((x) => [0.42, 0.5, 0.56].every((y) => at(x, y)));
  const blank = [at(0.1, 0.1), at(0.9, 0.1), at(0.5, 0.95), at(0.05, 0.75), at(0.95, 0.75)];
  return core && [...blank, ...shoulders].every((inked) => !inked) && at(0.5, 0.15);
}

/** A circle as large as a Han character: the letter O and the digit 0 are narrower. */
function isCircle({ ink, width, height }: Measured): boolean {
  if (width < 0.78 || width > 1.1 || Math.abs(width - height) > 0.08) return false;
  const { explained, inked } = matchStrokes(ink, [ring([0.5, 0.5], [0.5, 0.5])], { tolerancePx: 2, least: MIN_MATCH });
  return Math.min(explained, inked) >= MIN_MATCH;
}

/** Three strokes that cross in the middle, small and above the baseline. */
function isAsterisk({ ink, width, height }: Measured): boolean {
  if (width < 0.25 || width > 0.55 || height < 0.25 || height > 0.55 || width / height < 0.7 || width / height > 1.4) {
    return false;
  }
  const rays = [0, 60, 120].map((degrees) => {
    const [dx, dy] = [Math.sin((degrees * Math.PI) / 180) / 2, Math.cos((degrees * Math.PI) / 180) / 2];
    return line([0.5 - dx, 0.5 - dy], [0.5 + dx, 0.5 + dy]);
  });
  const match = matchStrokes(ink, rays, { tolerancePx: 1.4 });
  return match.explained > 0.85 && match.inked > 0.9 && fill(ink) < 0.6;
}

function findStrokeSign({ ink, width, height, parts }: Measured & { parts: number }): ShapeSign | undefined {
  const isWithin = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most;
  const tolerancePx = Math.max(1.6, 0.085 * Math.max(ink.widthPx, ink.heightPx));
  let best: { sign: ShapeSign; score: number } | undefined;
  for (const { sign, strokes, ...bounds } of PATTERNS) {
    if (parts > 3 || (sign === '=' && parts !== 2) || ('≧≦'.includes(sign) && parts === 1)) continue;
    if (sign === '/' && parts !== 1) continue;
    const isSized =
      isWithin(width, bounds.width) && isWithin(height, bounds.height) && isWithin(width / height, bounds.aspect);
    if (!isSized) continue;
    const { explained, inked } = matchStrokes(ink, strokes, { tolerancePx, least: MIN_MATCH });
    const score = Math.min(explained, inked);
    if (score >= MIN_MATCH && score > (best?.score ?? 0)) best = { sign, score };
  }
  return best?.sign;
}

function fill({ mask }: Ink): number {
  return mask.reduce((sum, value) => sum + value, 0) / mask.length;
}

function line(...points: readonly (readonly [number, number])[]): Stroke {
  return points;
}

function mirror(stroke: Stroke): Stroke {
  return stroke.map(([x, y]) => [1 - x, y]);
}

function ring([x, y]: readonly [number, number], [rx, ry]: readonly [number, number] = [0.2, 0.25]): Stroke {
  return Array.from({ length: 17 }, (_, i) => {
    const angle = (i * Math.PI) / 8;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}
