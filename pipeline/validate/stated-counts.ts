import type { Fact, Report } from '../model/report.ts';
import type { NamedFigure } from './check.ts';
import { factFigure, hasValue } from './figures.ts';
import { foldLabel, foldSubject, withoutClaim } from './linking.ts';

/** What of an indicator scheme is counted. */
export type Counted = '一级指标' | '二级指标' | '三级指标' | '定量指标' | '定性指标';

/** The counts one sentence states of the indicator scheme or of one part of it. */
export interface CountStatement {
  readonly fact: Fact;
  /** Folded headings above, highest first. */
  readonly path: readonly string[];
  readonly counts: ReadonlyMap<Counted, StatedCount>;
}

export interface StatedCount {
  readonly figure: NamedFigure;
  /** Whole number as stated; 0 where 均为定性指标 says that there are no others. */
  readonly value: number;
  /** true: follows from 均为…, not from a figure of its own; `figure` is then the count it follows from. */
  readonly isImplied: boolean;
}

const COUNTED: readonly (readonly [RegExp, Counted])[] = [
  [/一级指标$/u, '一级指标'],
  [/二级指标$/u, '二级指标'],
  [/三级指标$/u, '三级指标'],
  [/定量(?:指标)?$/u, '定量指标'],
  [/定性(?:指标)?$/u, '定性指标'],
];
const ALL_OF_KIND = /均为(定量|定性)(?:指标)?/u;
/** Most indicators any scheme has; a larger figure is no count of them. */
const MOST_INDICATORS = 1000;

/** Every sentence that counts indicators of the scheme, in reading order. */
export function countStatements(report: Report): readonly CountStatement[] {
  const bySentence = new Map<string, Fact[]>();
  for (const fact of report.facts) {
    if (countedBy(fact) === null) continue;
    const key = `${fact.blockId}|${fact.sentence}`;
    const group = bySentence.get(key);
    if (group === undefined) bySentence.set(key, [fact]);
    else group.push(fact);
  }
  return [...bySentence.values()].flatMap((facts): CountStatement[] => {
    const [fact] = facts;
    if (fact === undefined) return [];
    const counts = new Map<Counted, StatedCount>();
    for (const each of facts) {
      const counted = countedBy(each);
      // A sentence that counts one thing twice counts two parts: 社会效益2个三级指标、可持续性2个三级指标.
      if (counted === null || counts.has(counted)) return [];
      counts.set(counted, { figure: factFigure(each), value: Number(each.quantity.value), isImplied: false });
    }
    return [
      {
        fact,
        path: fact.headings.map((heading) => foldLabel(withoutClaim(heading))),
        counts: withImplied(counts, fact.sentence),
      },
    ];
  });
}

function countedBy(fact: Fact): Counted | null {
  if (fact.metric !== 'count' || !hasValue(fact.quantity) || fact.quantity.upper !== null) return null;
  if (!/^\d{1,4}$/u.test(fact.quantity.value) || Number(fact.quantity.value) > MOST_INDICATORS) return null;
  if (fact.quantity.comparator !== null) return null;
  const subject = foldSubject(fact.subject);
  return COUNTED.find(([pattern]) => pattern.test(subject))?.[1] ?? null;
}

/** 三级指标7个（均为定性指标）: 7 qualitative, 0 quantitative. */
function withImplied(counts: Map<Counted, StatedCount>, sentence: string): ReadonlyMap<Counted, StatedCount> {
  const kind = ALL_OF_KIND.exec(sentence.normalize('NFKC'))?.[1];
  const all = counts.get('三级指标');
  if (kind === undefined || all === undefined || counts.has('定量指标') || counts.has('定性指标')) return counts;
  const [full, none]: [Counted, Counted] = kind === '定量' ? ['定量指标', '定性指标'] : ['定性指标', '定量指标'];
  return new Map([
    ...counts,
    [full, { ...all, isImplied: true }],
    [none, { figure: all.figure, value: 0, isImplied: true }],
  ]);
}
