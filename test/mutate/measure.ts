import { sample, seededRandom } from '../random.ts';
import { type Audited, auditReading, type Opened, openFile } from './chain.ts';
import { createLocate, type Figure, type Locate, listFigures } from './figures.ts';
import { brokenBy, type Use, usesByFigure } from './identities.ts';
import { type Judged, judge } from './judge.ts';
import { MUTATION_KINDS, type Mutation, type MutationKind, mutate } from './kinds.ts';
import { type Mended, mendEach } from './mend.ts';
import { reprints } from './reprint.ts';

/** A file and what was found out about it before anything is changed. */
export interface Subject {
  readonly opened: Opened;
  readonly before: Audited;
  readonly locate: Locate;
  readonly figures: readonly Figure[];
  readonly uses: ReadonlyMap<string, readonly Use[]>;
}

export interface MeasureSettings {
  readonly seed: number;
  /** Mutations of one file at most; null: each figure in every way. */
  readonly sample: number | null;
  readonly kinds?: readonly MutationKind[];
}

/** What the mutations of one file gave. */
export interface Measured {
  readonly name: string;
  readonly figures: number;
  /** Figures that stand in a judged result. */
  readonly used: number;
  readonly judged: readonly Judged[];
  readonly mended: readonly Mended[];
  /** Figures printed in another way, and those of them that gave a new error or warning. */
  readonly reprinted: number;
  readonly loud: readonly Judged[];
}

export async function openSubject(path: string, name?: string): Promise<Subject> {
  const opened = await openFile(path, name);
  const before = auditReading(opened);
  const locate = createLocate(before.document);
  return {
    opened,
    before,
    locate,
    figures: listFigures(before.reports, locate),
    uses: usesByFigure(before, locate),
  };
}

/**
 * Changes one figure at a time: every figure of funds, indicators, groups and totals, and figures in sentences that stand in
 * results. Each change depends on the seed and its place alone.
 */
export function measure(subject: Subject, { seed, sample: most, kinds = MUTATION_KINDS }: MeasureSettings): Measured {
  const { opened, before, figures, uses } = subject;
  const { name } = opened;
  const changeable = figures.filter(
    ({ key, fields }) => uses.has(key) || fields.some((field) => !/^fact\./u.test(field)),
  );
  const mutations = changeable.flatMap((figure) =>
    kinds.flatMap((kind) => mutate(figure, kind, seededRandom(seed, name, figure.key, kind)) ?? []),
  );
  const chosen = most === null ? mutations : sample(mutations, most, seededRandom(seed, name));
  const reprinted = changeable.flatMap(reprints).filter((mutation) => isSameToChecks(mutation, subject));
  const mostReprints = most === null ? mutations.length / 4 : most / 4;
  const chosenReprints = sample(reprinted, Math.ceil(mostReprints), seededRandom(seed, name, 'reprint'));
  const judgeOne = (mutation: Mutation): Judged =>
    judge(mutation, { ...subject, uses: uses.get(mutation.figure.key) ?? [] });
  return {
    name,
    figures: changeable.length,
    used: changeable.filter(({ key }) => uses.has(key)).length,
    judged: chosen.map(judgeOne),
    mended: mendEach(before, { opened, figures }),
    reprinted: chosenReprints.length,
    loud: chosenReprints.map(judgeOne).filter(({ caughtBy, beside }) => caughtBy.length + beside.length > 0),
  };
}

/** 80.6% printed as 80.60% claims more than the amounts give: no check has to stay silent about it. */
function isSameToChecks(mutation: Mutation, { uses, locate }: Subject): boolean {
  const own = uses.get(mutation.figure.key) ?? [];
  const failed = own.filter(({ failed: hadFailed }) => hadFailed);
  return failed.length === 0 && brokenBy(mutation, own, locate).length === 0;
}
