import type { PxBox } from '../image.ts';
import type { Recognised, RecognisedWord } from '../recogniser.ts';

const [PAGE_LEVEL, WORD_LEVEL] = [1, 5];

/**
 * Reads the tab-separated table that every build of Tesseract writes: one row a page, block, paragraph, line and word.
 * Gives one answer for each page.
 */
export function parseTesseractTable(table: string): readonly Recognised[] {
  const pages: { lines: Map<string, RecognisedWord[]> }[] = [];
  for (const row of table.split('\n')) {
    const [level, , block, paragraph, line, , left, top, width, height, confidence, ...text] = row.split('\t');
    if (Number(level) === PAGE_LEVEL) pages.push({ lines: new Map() });
    const word = text.join('\t').trim();
    const page = pages.at(-1);
    if (Number(level) !== WORD_LEVEL || word === '' || !page) continue;
    const [x, y] = [Number(left), Number(top)];
    const bbox: PxBox = [x, y, x + Number(width), y + Number(height)];
    const key = `${block}/${paragraph}/${line}`;
    const words = page.lines.get(key) ?? [];
    words.push({ text: word, bbox, confidence: Math.min(1, Math.max(0, Number(confidence) / 100)) });
    page.lines.set(key, words);
  }
  return pages.map(({ lines }) => toRecognised([...lines.values()]));
}

/** Nothing was read. */
export const NOTHING: Recognised = { text: '', words: [], confidence: 0 };

function toRecognised(lines: readonly (readonly RecognisedWord[])[]): Recognised {
  const words = lines.flat();
  if (words.length === 0) return NOTHING;
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return {
    text: lines.map((line) => `${line.map(({ text }) => text).join(' ')}\n`).join(''),
    words,
    confidence: words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters,
  };
}
