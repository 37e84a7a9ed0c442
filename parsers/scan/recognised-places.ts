import type { Box } from '../../pipeline/model/geometry.ts';
import type { Reading } from '../../pipeline/model/source.ts';
import type { Item, Place } from '../parser.ts';
import { mapBox } from '../pdf/matrix.ts';
import type { RecognisedPage, RecognisedPlace } from './read-page.ts';

/** Space around recognised lines within which they still belong to the place asked for, in points. */
const SLACK = 1;

/** Items of pages that were recognised, their places moved to the page as displayed and given what recognition knows. */
export function withRecognisedPlaces(items: readonly Item[], pages: ReadonlyMap<number, RecognisedPage>): Item[] {
  if (pages.size === 0) return [...items];
  return items.map((item): Item => {
    if (item.type === 'block')
      return { ...item, places: item.places.map((place) => toRecognised(place, 'line', pages)) };
    const cells = item.cells.map((cell) => ({
      ...cell,
      places: cell.places.map((place) => toRecognised(place, 'cell', pages)),
    }));
    return { ...item, cells };
  });
}

/** A place of a recognised page in points of the page as displayed; other places come back as they are. */
export function toRecognised(
  place: Place,
  kind: RecognisedPlace['kind'],
  pages: ReadonlyMap<number, RecognisedPage>,
): Place {
  const page = pages.get(place.pageNumber ?? 0);
  if (page === undefined || place.bbox === undefined) return place;
  const inside = page.places.filter((other) => liesIn(other.box, place.bbox as Box));
  // A table without lines, or one cut from a frame, is read by lines: its cells hold lines, not cells.
  const own = inside.filter((other) => other.kind === kind);
  const read = own.length > 0 ? own : inside;
  const [only, second] = read;
  const readings: readonly Reading[] = only !== undefined && second === undefined ? only.readings : [];
  return {
    pageNumber: place.pageNumber ?? 1,
    bbox: toDisplayed(place.bbox, page),
    method: 'ocr',
    ...(read.length === 0 ? {} : { confidence: weakest(read) }),
    ...(readings.length === 0 ? {} : { readings: [...readings] }),
  };
}

function liesIn([x0, top, x1, bottom]: Box, [left, upper, right, lower]: Box): boolean {
  const [x, y] = [(x0 + x1) / 2, (top + bottom) / 2];
  return x >= left - SLACK && x <= right + SLACK && y >= upper - SLACK && y <= lower + SLACK;
}

function toDisplayed(box: Box, { toPage }: RecognisedPage): Box {
  const [x0, top, x1, bottom] = mapBox(toPage, box);
  return [round(x0), round(top), round(x1), round(bottom)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

function weakest(places: readonly RecognisedPlace[]): number {
  return Math.round(Math.min(1, ...places.map(({ confidence }) => confidence)) * 1000) / 1000;
}
