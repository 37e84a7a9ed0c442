import type { Rule } from '../../pipeline/model/report.ts';
import { matchesOf, parametersOf, type RuleMatch } from './rule-match.ts';

type Band = NonNullable<Rule['parameters']['bands']>[number];

const DASH = '[-—–~至]+';
const SHARE_BAND = new RegExp(
  `(\\d{1,3})%?(\\(含\\)|\\(不含\\))?${DASH}(\\d{1,3})%(\\((?:不)?含(?:\\d{1,3}%?)?\\))?`,
  'g',
);
/** Most characters between two bands of one rule. */
const BAND_GAP = 12;
const QUALITATIVE = /定性指标|定性/;
const LABELS = /([^、:。;；(),，]{1,30}(?:、[^、:。;；(),，]{1,30})+?)(?:等)?[三四五]个?(?:档|等级|档次|级)/;

/** 100-80%（含80%）、80-50%（含50%）、50-0%: shares of the points by how far a qualitative target was reached; ends are percentages. */
export function findShareBands(text: string): RuleMatch[] {
  return runsOf(matchesOf(SHARE_BAND, text), BAND_GAP)
    .filter((run) => run.length >= 2)
    .flatMap((run): RuleMatch[] => {
      const first = run[0];
      const last = run.at(-1);
      if (!first || !last) return [];
      const before = text.slice(Math.max(0, first.index - 200), first.index);
      if (!QUALITATIVE.test(before) && !/档/.test(before)) return [];
      const labels = LABELS.exec(before)?.[1]?.split('、') ?? [];
      const bands = closeGaps(
        run.map((match, index) => toBand(match, labels.length === run.length ? (labels[index] ?? null) : null)),
      );
      const lead = before.search(/定性指标(?!.*定性指标)/);
      return [
        {
          kind: 'banded',
          scope: { applies: 'qualitative', name: null },
          parameters: parametersOf({ bands }),
          start: lead === -1 ? first.index : first.index - before.length + lead,
          end: last.index + last[0].length,
        },
      ];
    });
}

const GRADE = '(优秀|优良|良好|优|良|中等|中|较差|差|不合格|合格|不及格|及格|较好|好|一般)';
const IS = '(?:的)?[,，]?(?:绩效)?(?:等级|评级|级别)?(?:为|评为|评定为|定为|是|对应|:|=)?[“"]?';
const NUMBER = '(\\d{1,3}(?:\\.\\d)?)';
const IN = '(\\((?:不)?含[^()]{0,5}\\))?';
const GRADE_BANDS: readonly (readonly [RegExp, (groups: readonly (string | undefined)[]) => Band])[] = [
  [
    new RegExp(`${NUMBER}分?${IN}分?${DASH}${NUMBER}分?${IN}分?${IS}${GRADE}(?![\\u4e00-\\u9fff])`, 'g'),
    ([a, aIn, b, bIn, label]) => band({ a, aIn, b, bIn, label }),
  ],
  [
    new RegExp(`${NUMBER}≤(?:得分|总分|综合得分|[A-Za-z])?(<|≤)${NUMBER}分?${IS}${GRADE}`, 'g'),
    ([a, sign, b, label]) => band({ a, aIn: '(含)', b, bIn: sign === '≤' ? '(含)' : '(不含)', label }),
  ],
  [
    new RegExp(`(?:≥|>=|大于等于|不低于)${NUMBER}分?${IS}${GRADE}`, 'g'),
    ([a, label]) => band({ a, aIn: '(含)', b: undefined, bIn: undefined, label }),
  ],
  [
    new RegExp(`${NUMBER}分?${IN}分?及?以上${IN}${IS}${GRADE}`, 'g'),
    ([a, before, after, label]) => band({ a, aIn: before ?? after ?? '(含)', b: undefined, bIn: undefined, label }),
  ],
  [
    new RegExp(`(?:${NUMBER}分?${IN}分?以下${IN}|(?:<|低于|小于|不足)${NUMBER}分?)${IS}${GRADE}`, 'g'),
    ([b, before, after, other, label]) =>
      band({ a: undefined, aIn: undefined, b: b ?? other, bIn: before ?? after ?? '(不含)', label }),
  ],
  [
    new RegExp(`${GRADE}[”"]?(?:级|等)?[:(\\[]?${NUMBER}分?${IN}分?${DASH}${NUMBER}分?${IN}`, 'g'),
    ([label, a, aIn, b, bIn]) => band({ a, aIn, b, bIn, label }),
  ],
];
const GRADE_GAP = 40;

/** 90分（含）以上为优, 优（90-100分）: which scores make which grade; 89 below 90 is read as "below 90". */
export function findGradeBands(text: string): RuleMatch[] {
  const found: { index: number; end: number; band: Band }[] = [];
  for (const [pattern, toBandOf] of GRADE_BANDS) {
    for (const match of matchesOf(pattern, text)) {
      const [whole, ...groups] = match;
      const end = match.index + whole.length;
      if (found.some((other) => match.index < other.end && end > other.index)) continue;
      found.push({ index: match.index, end, band: toBandOf(groups) });
    }
  }
  found.sort((a, b) => a.index - b.index);
  const runs: (typeof found)[] = [];
  for (const entry of found) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && entry.index - last.end <= GRADE_GAP) run.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run): RuleMatch[] => {
    const first = run[0];
    const last = run.at(-1);
    if (run.length < 2 || !first || !last) return [];
    return [
      {
        kind: 'grade',
        scope: { applies: 'total', name: null },
        parameters: parametersOf({ bands: closeGaps(run.map((entry) => entry.band)) }),
        start: first.index,
        end: last.end,
      },
    ];
  });
}

function runsOf(matches: readonly RegExpExecArray[], gap: number): RegExpExecArray[][] {
  const runs: RegExpExecArray[][] = [];
  for (const match of matches) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && match.index - last.index - last[0].length <= gap) run.push(match);
    else runs.push([match]);
  }
  return runs;
}

/** The end a bracket names (含80%) is inclusive; a bare (含) belongs to the number before it. */
function toBand(match: RegExpExecArray, label: string | null): Band {
  const [, first = '0', firstIn, second = '0', secondIn] = match;
  const named = /含(\d{1,3})/.exec(secondIn ?? '')?.[1];
  return band({
    a: first,
    aIn: named === first ? '(含)' : firstIn,
    b: second,
    bIn: named === undefined ? secondIn : named === second ? '(含)' : undefined,
    label: label ?? undefined,
  });
}

interface Ends {
  readonly a: string | undefined;
  readonly aIn: string | undefined;
  readonly b: string | undefined;
  readonly bIn: string | undefined;
  readonly label: string | undefined;
}

/** Ends in either order; what is not said is the usual: the lower end belongs to the band, the upper does not, save the top. */
function band({ a, aIn, b, bIn, label }: Ends): Band {
  const turned = a !== undefined && b !== undefined && Number(a) > Number(b);
  const [from, fromIn, to, toIn] = turned ? [b, bIn, a, aIn] : [a, aIn, b, bIn];
  return {
    from: from ?? null,
    to: to ?? null,
    fromInclusive: from !== undefined && !(fromIn ?? '').includes('不含'),
    toInclusive: to !== undefined && (to === '100' || (toIn !== undefined && !toIn.includes('不含'))),
    label: label ?? null,
    points: null,
  };
}

/** 优90-100、良80-89: the band below reaches up to where the one above begins. */
function closeGaps(bands: readonly Band[]): Band[] {
  return bands.map((own) => {
    const above = bands.find(
      (other) => own.to !== null && other.from !== null && Number(other.from) - Number(own.to) === 1,
    );
    return above && above.from !== null ? { ...own, to: above.from, toInclusive: false } : own;
  });
}
