import { clampBox } from '../image.ts';
import type { ReadLine, ReadLines } from '../prepared-page.ts';
import { findBounds } from './components.ts';
import { readStrips } from './read-strips.ts';
import { toStrip } from './strips.ts';
import { findLetterHeight, findLetters } from './text-lines.ts';

/** Reads lines outside tables, each by itself: a title is larger than running text, so each has its own height of letters. */
export const readLines: ReadLines = async (page, fields, recogniser) => {
  const lines: ReadLine[] = fields.map(({ box }) => {
    return { text: '', box: clampBox(box, page.blackInk), words: [], confidence: 0, readings: [] };
  });
  for (const ink of ['black', 'red'] as const) {
    const image = ink === 'black' ? page.blackInk : page.redInk;
    if (image === null) continue;
    const chosen = fields.flatMap((field, at) => {
      if (field.ink !== ink) return [];
      const components = findLetters(image, field.box);
      const box = findBounds(components.map((component) => component.box));
      if (box === undefined) return [];
      const letterPx = findLetterHeight(components) ?? box[3] - box[1];
      return [{ at, strip: toStrip(image, { box, components, isSingle: true }, letterPx) }];
    });
    const strips = chosen.map(({ strip }) => strip);
    const read = await readStrips(image, strips, recogniser);
    for (const [i, { at }] of chosen.entries()) {
      const line = read[i];
      if (line) lines[at] = line;
    }
  }
  return lines;
};
