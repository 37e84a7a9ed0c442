import { compareCodePoints } from '../../pipeline/model/compare-code-points.ts';
import type { Alarms } from './expectations.ts';
import type { Judged, Missed } from './judge.ts';
import { MUTATION_KINDS } from './kinds.ts';
import type { Measured } from './measure.ts';

const MISSED: readonly Missed[] = ['unused', 'within-bounds', 'mended', 'note-only', 'not-cited', 'lost'];

/** Caught and all of some mutations. */
export interface Share {
  readonly caught: number;
  readonly all: number;
}

export function shareOf(judged: readonly Judged[]): Share {
  // Who puts a wrong figure right by chance is not to be caught.
  const counted = judged.filter(({ missed }) => missed !== 'mended');
  return { caught: counted.filter(({ missed }) => missed === null).length, all: counted.length };
}

export function settled(judged: readonly Judged[]): readonly Judged[] {
  return judged.filter(({ isBound }) => isBound);
}

export function printShare({ caught, all }: Share): string {
  return `${caught}/${all}${all === 0 ? '' : ` (${((100 * caught) / all).toFixed(1)}%)`}`;
}

/** A row for each kind of mutation: all figures, those that results settle from both sides, and why the others were missed. */
export function kindTable(judged: readonly Judged[]): string {
  const rows = [...MUTATION_KINDS, null].map((kind) => {
    const own = kind === null ? judged : judged.filter(({ mutation }) => mutation.kind === kind);
    const missed = MISSED.map((why) => String(own.filter((each) => each.missed === why).length));
    return [kind ?? 'all', printShare(shareOf(settled(own))), printShare(shareOf(own)), ...missed];
  });
  return toTable(['mutation', 'settled figures', 'all figures', ...MISSED], rows);
}

/** A row for each check that caught something: mutations by kind, and those that no other check caught. */
export function checkTable(judged: readonly Judged[]): string {
  const caught = judged.map(({ mutation, caughtBy }) => ({
    kind: mutation.kind,
    checks: new Set(caughtBy.map(({ checkId }) => checkId)),
  }));
  const ids = [...new Set(caught.flatMap(({ checks }) => [...checks]))].sort(compareCodePoints);
  const rows = ids.map((id) => {
    const own = caught.filter(({ checks }) => checks.has(id));
    const kinds = MUTATION_KINDS.map((kind) => own.filter((each) => each.kind === kind).length || '');
    return [id, ...kinds.map(String), String(own.length), String(own.filter(({ checks }) => checks.size === 1).length)];
  });
  return toTable(['check', ...MUTATION_KINDS, 'caught', 'alone'], rows);
}

/** A row for each file. */
export function fileTable(files: readonly { readonly measured: Measured; readonly alarms: Alarms | null }[]): string {
  const rows = files.map(({ measured, alarms }) => {
    const { name, figures, used, judged, mended, reprinted, loud } = measured;
    const grave = alarms?.unexpected.filter(({ severity }) => severity !== 'note').length;
    const beside = judged.filter(({ beside: findings }) => findings.length > 0).length;
    return [
      name,
      `${used}/${figures}`,
      String(judged.length),
      printShare(shareOf(settled(judged))),
      printShare(shareOf(judged)),
      `${mended.filter(({ isGone }) => isGone).length}/${mended.length}`,
      `${reprinted - loud.length}/${reprinted}`,
      String(beside),
      grave === undefined ? '–' : String(grave),
    ];
  });
  const head = ['file', 'in results', 'mutations', 'settled', 'all', 'mended', 'silent', 'beside', 'false alarms'];
  return toTable(head, rows);
}

/** What was missed though results settle the figure, one line each. */
export function listMissed(judged: readonly Judged[]): readonly string[] {
  return judged
    .filter(({ missed }) => missed !== null && missed !== 'mended')
    .map(({ mutation, missed, broken, isBound }) => {
      const { figure, kind, to } = mutation;
      const around = figure.text.slice(Math.max(0, figure.start - 24), figure.end + 12).replace(/\s+/gu, ' ');
      const fields = [...new Set(figure.fields)].join(',');
      const where = `${isBound ? 'settled' : 'free'} ${kind} ${fields} ${figure.numeral} → ${to}`;
      return `${missed}: ${where} in “${around}”${broken.length === 0 ? '' : `; breaks ${broken.join(' ')}`}`;
    });
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
