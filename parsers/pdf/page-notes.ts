import type { ReadNote } from '../parser.ts';
import type { PageOutcome } from './read-pdf.ts';

const MESSAGES = {
  picture: {
    code: 'page-is-picture',
    zh: '是图像，没有文字层，未读',
    en: 'pictures without a text layer; not read',
  },
  illegible: {
    code: 'page-illegible',
    zh: '的文字层无法辨认，未读',
    en: 'have a text layer that is not legible; not read',
  },
  broken: { code: 'page-damaged', zh: '已损坏，未读', en: 'are damaged; not read' },
  'hidden-text': {
    code: 'hidden-text-layer',
    zh: '是图像，其上有他处识别的隐藏文字，按该文字读取',
    en: 'are pictures with invisible text over them, recognised elsewhere; that text was read',
  },
} as const;

/** One note for each kind of page that was not read as plain text, naming its pages. */
export function toPageNotes(outcomes: readonly PageOutcome[]): ReadNote[] {
  const kinds = Object.keys(MESSAGES) as (keyof typeof MESSAGES)[];
  const notes = kinds.flatMap((kind): ReadNote[] => {
    const numbers = outcomes.filter((outcome) => outcome.kind === kind).map(({ page }) => page.pageNumber);
    if (numbers.length === 0) return [];
    const { code, zh, en } = MESSAGES[kind];
    const list = toRanges(numbers);
    return [
      {
        code,
        message: { zh: `第 ${list.join('、')} 页${zh}。`, en: `Pages ${list.join(', ')} ${en}.` },
        places: numbers.map((pageNumber) => ({ pageNumber, method: 'text' })),
      },
    ];
  });
  return [...notes, ...slantedNotes(outcomes)];
}

/** Text at a slant is a watermark or stamp: it is named, and no part of the text. */
function slantedNotes(outcomes: readonly PageOutcome[]): ReadNote[] {
  const pages = new Map<string, number[]>();
  for (const { page, layout } of outcomes) {
    for (const text of new Set(layout?.slanted ?? [])) pages.set(text, [...(pages.get(text) ?? []), page.pageNumber]);
  }
  return [...pages].slice(0, 20).map(([text, numbers]) => ({
    code: 'slanted-text-set-aside',
    message: {
      zh: `斜排文字“${text}”（第 ${toRanges(numbers).join('、')} 页）未计入正文。`,
      en: `Slanted text "${text}" (pages ${toRanges(numbers).join(', ')}) was set aside.`,
    },
    places: numbers.slice(0, 1).map((pageNumber) => ({ pageNumber, method: 'text' as const })),
  }));
}

function toRanges(numbers: readonly number[]): string[] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}
