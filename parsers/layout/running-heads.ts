import type { Line } from './lines.ts';

export interface PageLines {
  readonly pageNumber: number;
  readonly heightPt: number;
  readonly lines: readonly Line[];
}

/** One running head or foot with the lines of each page that show it. */
export interface RunningHead {
  readonly kind: 'header' | 'footer';
  readonly text: string;
  readonly lines: readonly { readonly pageNumber: number; readonly line: Line }[];
}

/** Heads stand in the outer share of the page's height. */
const ZONE = 0.12;
/** Lines looked at from the top and from the bottom of each page. */
const DEPTH = 3;
/** A head stands within this many points of the same height on each page. */
const DRIFT = 6;
/** Words become a running head when they come again on this many pages, and on this share of all. */
const LEAST_PAGES = 3;
const LEAST_SHARE = 0.3;
const PAGE_NUMBER =
  /^[-—–―－·.\s]*第?\s*[\divxlcIVXLC０-９一二三四五六七八九十百]{1,6}\s*页?\s*(?:[,，/／]?\s*共?\s*\d{1,5}\s*页?)?[-—–―－·.\s]*$/;

interface Group {
  readonly kind: 'header' | 'footer';
  readonly isNumber: boolean;
  readonly baseline: number;
  readonly lines: { pageNumber: number; line: Line }[];
}

/** Lines repeated at one place of several pages, page numbers set aside, and page numbers themselves. */
export function findRunningHeads(pages: readonly PageLines[]): RunningHead[] {
  const shapes = new Map<string, Group[]>();
  for (const { pageNumber, heightPt, lines } of pages) {
    const sorted = [...lines].sort((a, b) => a.box[1] - b.box[1]);
    const top = sorted.slice(0, DEPTH).filter(({ box }) => box[3] < ZONE * heightPt);
    const bottom = sorted.slice(-DEPTH).filter(({ box }) => box[1] > (1 - ZONE) * heightPt);
    for (const [kind, found] of [['header', top] as const, ['footer', bottom] as const]) {
      for (const line of found) {
        const shape = PAGE_NUMBER.test(line.text) ? '#' : line.text.replace(/\s+/g, '').replace(/[0-9０-９]+/g, '#');
        const alike = shapes.get(`${kind} ${shape}`) ?? [];
        shapes.set(`${kind} ${shape}`, alike);
        // The same words at another height are another line: a title that happens to come again.
        let group = alike.find(({ baseline }) => Math.abs(baseline - line.baseline) <= DRIFT);
        if (group === undefined) {
          group = { kind, isNumber: shape === '#', baseline: line.baseline, lines: [] };
          alike.push(group);
        }
        group.lines.push({ pageNumber, line });
      }
    }
  }
  return [...shapes.values()].flat().flatMap(({ kind, isNumber, lines }): RunningHead[] => {
    const distinct = new Set(lines.map(({ pageNumber }) => pageNumber)).size;
    const isHead = isNumber ? isCounting(lines) : distinct >= LEAST_PAGES && distinct >= pages.length * LEAST_SHARE;
    return isHead ? [{ kind, text: lines[0]?.line.text ?? '', lines }] : [];
  });
}

/** A figure alone at the foot of a page is its number when it says so, or when it counts up from page to page. */
function isCounting(lines: readonly { readonly pageNumber: number; readonly line: Line }[]): boolean {
  const steps = lines.map(({ pageNumber, line }) => Number(/\d+/.exec(line.text)?.[0] ?? Number.NaN) - pageNumber);
  if (lines.length === 1) return /^[-—–―－]|页/.test(lines[0]?.line.text ?? '') || steps[0] === 0;
  const common = steps.filter((step) => step === steps[0] || Number.isNaN(step)).length;
  return common >= lines.length / 2 || new Set(steps).size < lines.length;
}
