import type { Finding } from '../../pipeline/model/finding.ts';
import { type Audited, auditReading, type Edit, type Opened } from './chain.ts';
import { type Figure, toDecimal } from './figures.ts';

/** A finding whose recorded figure was put right, and whether it went away. */
export interface Mended {
  readonly finding: Finding;
  readonly edit: Edit;
  readonly isGone: boolean;
}

/** Puts the recorded figure of each error and warning right, one at a time, where the finding says what is right. */
export function mendEach(
  before: Audited,
  { opened, figures }: { opened: Opened; figures: readonly Figure[] },
): readonly Mended[] {
  return before.findings.flatMap((finding): readonly Mended[] => {
    const edit = finding.severity === 'note' ? undefined : toMending(finding, figures);
    if (edit === undefined) return [];
    const { findings } = auditReading(opened, edit);
    const isGone = !findings.some(
      (other) =>
        other.checkId === finding.checkId &&
        other.reportId === finding.reportId &&
        other.subject === finding.subject &&
        other.severity !== 'note',
    );
    return [{ finding, edit, isGone }];
  });
}

const NUMERAL = /\d[\d,]*(?:\.\d+)?/u;

function toMending({ sources, recorded, recomputed }: Finding, figures: readonly Figure[]): Edit | undefined {
  const to = NUMERAL.exec(recomputed?.normalize('NFKC') ?? '')?.[0];
  const from = NUMERAL.exec(recorded?.normalize('NFKC') ?? '')?.[0];
  const source = sources.find(({ role }) => role === 'recorded');
  if (to === undefined || from === undefined || source === undefined) return undefined;
  const figure = figures.find(({ place, numeral, start }) => {
    if (!toDecimal(numeral).eq(toDecimal(from))) return false;
    if ('tableId' in place)
      return place.tableId === source.tableId && place.row === source.row && place.col === source.col;
    return place.blockId === source.blockId && (source.charSpan === undefined || isWithin(start, source.charSpan));
  });
  return figure && { place: figure.place, start: figure.start, end: figure.end, to };
}

function isWithin(at: number, [from, to]: readonly [number, number]): boolean {
  return from <= at && at < to;
}
