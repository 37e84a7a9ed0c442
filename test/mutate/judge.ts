import type { Finding } from '../../pipeline/model/finding.ts';
import { type Audited, auditReading, type Opened } from './chain.ts';
import type { Locate } from './figures.ts';
import { placeName } from './figures.ts';
import { brokenBy, isBound, type Use } from './identities.ts';
import type { Mutation } from './kinds.ts';

/** What became of one mutation. */
export interface Judged {
  readonly mutation: Mutation;
  /** The figure stands in an equation of the unchanged document. */
  readonly isBound: boolean;
  /** Checks that the changed figure breaks where all links are as before. */
  readonly broken: readonly string[];
  /** New errors and warnings that cite the figure. */
  readonly caughtBy: readonly Finding[];
  /** New errors and warnings that do not. */
  readonly beside: readonly Finding[];
  /** Why there is none that cites it. */
  readonly missed: Missed | null;
}

/**
 * unused: no judged result rests on the figure · within-bounds: all results that do still hold · note-only: a new note
 * cites it · mended: results that failed before now hold · not-cited: there are new errors or warnings, none cites it · lost: a check would fail, but the changed figure
 * was read or linked in another way.
 */
export type Missed = 'unused' | 'within-bounds' | 'mended' | 'note-only' | 'not-cited' | 'lost';

export interface Judging {
  readonly opened: Opened;
  readonly before: Audited;
  readonly uses: readonly Use[];
  readonly locate: Locate;
}

/** Runs the chain on the changed document and compares its findings with those from before. */
export function judge(mutation: Mutation, { opened, before, uses, locate }: Judging): Judged {
  const known = new Set(before.findings.map(contentOf));
  const fresh = auditReading(opened, mutation.edit).findings.filter((finding) => !known.has(contentOf(finding)));
  const grave = fresh.filter(({ severity }) => severity !== 'note');
  const caughtBy = grave.filter((finding) => cites(finding, mutation));
  const beside = grave.filter((finding) => !cites(finding, mutation));
  const broken = brokenBy(mutation, uses, locate);
  return {
    mutation,
    isBound: isBound(mutation.figure, uses, locate),
    broken,
    caughtBy,
    beside,
    missed: caughtBy.length > 0 ? null : toMissed({ mutation, uses, broken, fresh, beside }),
  };
}

/** What a person would call the same finding: check, subject, figures and gravity; ids change with any operand. */
function contentOf(finding: Finding): string {
  const { checkId, reportId, subject, recorded, recomputed, severity, outcome } = finding;
  return JSON.stringify([checkId, reportId, subject, recorded, recomputed, severity, outcome]);
}

/** A finding cites a figure by its place; in a block of several figures the place is the span. */
function cites(finding: Finding, { figure, edit }: Mutation): boolean {
  const name = placeName(figure.place);
  return finding.sources.some(({ tableId, row, col, blockId, charSpan, role }) => {
    if (role === 'rule') return false;
    if (tableId !== undefined) return name === `${tableId}/${row}/${col}`;
    if (blockId !== name) return false;
    return charSpan === undefined || (charSpan[0] < edit.start + edit.to.length && charSpan[1] > edit.start);
  });
}

function toMissed({
  mutation,
  uses,
  broken,
  fresh,
  beside,
}: {
  mutation: Mutation;
  uses: readonly Use[];
  broken: readonly string[];
  fresh: readonly Finding[];
  beside: readonly Finding[];
}): Missed {
  if (uses.length === 0) return 'unused';
  if (broken.length === 0 && uses.some(({ failed }) => failed)) return 'mended';
  if (fresh.some((finding) => finding.severity === 'note' && cites(finding, mutation))) return 'note-only';
  if (beside.length > 0) return 'not-cited';
  return broken.length === 0 ? 'within-bounds' : 'lost';
}
