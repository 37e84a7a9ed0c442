import type { Box } from '../../pipeline/model/geometry.ts';
import { escapeXml } from './escape-xml.ts';
import { union } from './matrix.ts';
import type { PageContent, Stroke } from './page-content.ts';

/** Parts of one drawing lie within this many points of each other. */
const NEAR = 12;
/** Smaller drawings are bullets, logos and rules. */
const LEAST = { width: 80, height: 50, strokes: 4 };
/** Pages of more strokes than this show one drawing: grouping looks at every pair. */
const MOST_GROUPED = 4_000;
/** A drawing over more of the page than this is its background. */
const MOST_SHARE = 0.7;

export interface Drawing {
  readonly box: Box;
  readonly strokes: readonly Stroke[];
}

/** Vector drawings that are no table: strokes and slanted fills that lie near one another, with the shades around them. */
export function findDrawings(
  content: Pick<PageContent, 'strokes' | 'shades' | 'widthPt' | 'heightPt'>,
  tables: readonly { readonly box: Box }[],
): Drawing[] {
  const free = content.strokes.filter(({ box }) => !tables.some((table) => overlaps(box, table.box, 0)));
  const groups: { box: Box; strokes: Stroke[] }[] = [];
  if (free.length > MOST_GROUPED) groups.push({ box: union(free.map(({ box }) => box)), strokes: free.splice(0) });
  for (const stroke of free) {
    const near = groups.filter(({ box }) => overlaps(box, stroke.box, NEAR));
    const [first, ...others] = near;
    if (first === undefined) {
      groups.push({ box: stroke.box, strokes: [stroke] });
      continue;
    }
    first.box = union([first.box, stroke.box, ...others.map(({ box }) => box)]);
    for (const other of others) {
      first.strokes.push(...other.strokes);
      groups.splice(groups.indexOf(other), 1);
    }
    first.strokes.push(stroke);
  }
  return groups
    .map(({ box, strokes }): Drawing => {
      const shades = content.shades.filter(
        (shade) => !shade.white && overlaps(shade.box, box, NEAR) && isSmaller(shade.box, content),
      );
      return { box: union([box, ...shades.map((shade) => shade.box)]), strokes };
    })
    .filter(
      ({ box: [x0, y0, x1, y1], strokes }) =>
        strokes.length >= LEAST.strokes &&
        x1 - x0 >= LEAST.width &&
        y1 - y0 >= LEAST.height &&
        (x1 - x0) * (y1 - y0) <= MOST_SHARE * content.widthPt * content.heightPt,
    );
}

function isSmaller([x0, y0, x1, y1]: Box, { widthPt, heightPt }: Pick<PageContent, 'widthPt' | 'heightPt'>): boolean {
  return (x1 - x0) * (y1 - y0) < 0.4 * widthPt * heightPt;
}

function overlaps(a: Box, b: Box, margin: number): boolean {
  return a[0] <= b[2] + margin && b[0] <= a[2] + margin && a[1] <= b[3] + margin && b[1] <= a[3] + margin;
}

/** The drawing as an SVG of its own: its strokes, the lines and the words in its box. */
export function drawSvg(
  { box, strokes }: Drawing,
  { edges, shades, words }: Pick<PageContent, 'edges' | 'shades' | 'words'>,
): string {
  const [x0, y0, x1, y1] = box;
  const inside = (other: Box) => overlaps(box, other, 0);
  const parts: string[] = [];
  for (const shade of shades) {
    const [a, b, c, d] = shade.box;
    if (inside(shade.box))
      parts.push(
        `<rect x="${fix(a)}" y="${fix(b)}" width="${fix(c - a)}" height="${fix(d - b)}" fill="${shade.white ? '#fff' : '#ccc'}"/>`,
      );
  }
  for (const { axis, at, from, to, thickness } of edges) {
    const [a, b, c, d] = axis === 'h' ? [from, at, to, at] : [at, from, at, to];
    if (inside([a, b, c, d]))
      parts.push(
        `<line x1="${fix(a)}" y1="${fix(b)}" x2="${fix(c)}" y2="${fix(d)}" stroke="#000" stroke-width="${fix(Math.max(0.25, thickness))}"/>`,
      );
  }
  for (const stroke of strokes) {
    const [fill, line] = [toColor(stroke.fill), toColor(stroke.stroke)];
    parts.push(`<path d="${toPath(stroke)}" fill="${fill}" stroke="${line}" stroke-width="${fix(stroke.width)}"/>`);
  }
  for (const word of words) {
    if (!inside([word.x0, word.top, word.x1, word.bottom])) continue;
    parts.push(
      `<text x="${fix(word.x0)}" y="${fix(word.bottom - 0.12 * word.size)}" font-size="${fix(word.size)}">${escapeXml(word.text)}</text>`,
    );
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${fix(x0)} ${fix(y0)} ${fix(x1 - x0)} ${fix(y1 - y0)}">\n${parts.join('\n')}\n</svg>\n`;
}

function toColor(color: string | null): string {
  return color !== null && /^#[0-9a-f]{6}$/i.test(color) ? color : color === null || color === 'none' ? 'none' : '#ccc';
}

const LETTERS = ['M', 'L', 'C', 'Q', 'Z'] as const;

function toPath({ ctm, points }: Stroke): string {
  const out: string[] = [];
  for (let i = 0; i < points.length; ) {
    const code = points[i] ?? 4;
    const size = code === 2 ? 6 : code === 3 ? 4 : code === 4 ? 0 : 2;
    const numbers: string[] = [];
    for (let k = 1; k < size; k += 2) {
      const x = points[i + k] ?? 0;
      const y = points[i + k + 1] ?? 0;
      numbers.push(`${fix(ctm[0] * x + ctm[2] * y + ctm[4])} ${fix(ctm[1] * x + ctm[3] * y + ctm[5])}`);
    }
    out.push(`${LETTERS[code] ?? 'Z'}${numbers.join(' ')}`);
    i += size + 1;
  }
  return out.join('');
}

function fix(value: number): string {
  return String(Math.round(value * 100) / 100);
}
