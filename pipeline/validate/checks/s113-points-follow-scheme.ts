import { Decimal } from 'decimal.js';
import type { Report, Rule } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { type ExampleIndicator, type ExampleRule, example } from '../example.ts';
import { hasValue } from '../figures.ts';
import { type LevelPoints, levelPointsOf, sumOf } from '../level-points.ts';
import { groupName } from '../members.ts';
import { UNREAD } from '../ratio.ts';
import { executionPart } from '../scheme.ts';
import { cite } from '../wording.ts';

export const pointsFollowScheme = defineCheck({
  id: 'S113',
  name: 'points-follow-scheme',
  title: { zh: '各级分值符合规定的结构', en: 'The points of the levels follow the scheme' },
  why: {
    zh: '产出、效益、满意度的分值结构由规则规定，改动会抬高容易得分的部分。',
    en: 'The scheme is given; shifting points favours what is easy to score.',
  },
  basis: {
    zh: '一级指标分值：产出50、效益30、满意度10，预算执行10（财政部项目支出绩效自评通行规则）',
    en: 'output 50, benefit 30, satisfaction 10, execution 10 (the usual rule of the ministry of finance)',
  },
  severity: 'error',
  applies: {
    zh: '报告自己印有分值结构的，不符为错误；没有印的，预算执行为10分、一级指标为产出、效益、满意度的表按通行规则为警告，各项合为100分的只作提示。没有单列满意度的，效益可为40分；分值自成体系的表不判。',
    en: 'An error where the report prints the scheme; else, for forms with 10 points for execution and the levels output, benefit and satisfaction, a warning, or a note where the points make up a hundred. Without a level of its own for satisfaction benefit may have 40; forms with a scheme of their own are not judged.',
  },
  subjects: (context) => [...printedSubjects(context), ...defaultSubject(context)],
  examples: [
    {
      name: { zh: '符合通行规则', en: 'the usual scheme' },
      kind: 'valid',
      context: () => form(['50', '30', '10']),
      findings: [],
    },
    {
      name: { zh: '不符合通行规则', en: 'not the usual scheme' },
      kind: 'invalid',
      context: () => form(['70', '10', '10']),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '70', recomputed: '50', cites: ['70', '50', '30'] }],
    },
    {
      name: { zh: '不符合报告所印的结构', en: 'not the scheme it prints' },
      kind: 'invalid',
      context: () => form(['70', '10', '10'], [scheme('产出指标', '60')]),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '70', recomputed: '60' }],
    },
    {
      name: { zh: '满意度并入效益', en: 'satisfaction within benefit' },
      kind: 'guard',
      context: () => form(['50', '40']),
      findings: [],
    },
    {
      name: { zh: '预算执行20分的表自成体系', en: 'a form with 20 points for execution has its own scheme' },
      kind: 'guard',
      context: () => form(['40', '30', '10'], [], '20'),
      findings: [],
    },
    { name: { zh: '表不完整', en: 'part of a form' }, kind: 'guard', context: () => form(['50', '30']), findings: [] },
    {
      name: { zh: '分值未读出', en: 'points not read' },
      kind: 'open',
      context: () => form(['', '40', '10']),
      findings: [],
    },
  ],
});

/** Points of a whole form. */
const WHOLE = 100;
const LEVELS = ['产出指标', '效益指标', '满意度指标'] as const;

function form(points: readonly string[], rules: readonly ExampleRule[] = [], execution = '10') {
  const indicators = points.map((value, index): ExampleIndicator => {
    return {
      level1: LEVELS[index] ?? '',
      level2: `${LEVELS[index]}二级`,
      level3: `第${index + 1}项`,
      actual: '100%',
      points: value,
    };
  });
  return example({ funds: [{ label: '年度资金总额', points: execution }], indicators, rules });
}

function scheme(name: string, points: string): ExampleRule {
  return { kind: 'level-points', applies: 'group', name, points, quote: `${name}${points}分` };
}

function schemeRules(report: Report): readonly Rule[] {
  return report.rules.filter(
    ({ kind, scope, parameters }) => kind === 'level-points' && scope.applies === 'group' && parameters.points !== null,
  );
}

/** One subject for each level that the printed scheme names. */
function printedSubjects(context: CheckContext): readonly Subject[] {
  const levels = levelPointsOf(context.report);
  return schemeRules(context.report).flatMap((rule): Subject[] => {
    const level = levels.find(({ name }) => groupName(name) === groupName(rule.scope.name ?? ''));
    const [recorded] = level?.figures ?? [];
    if (level === undefined || recorded === undefined) return [];
    return [
      {
        subject: `${level.name}/分值结构`,
        recorded,
        operands: level.figures.slice(1),
        quoted: [{ role: 'rule', text: rule.quote, sources: rule.sources }],
        evaluate: (lookup) => judgeLevel({ context, level, recorded, rule, lookup }),
      },
    ];
  });
}

function judgeLevel(input: {
  readonly context: CheckContext;
  readonly level: LevelPoints;
  readonly recorded: NamedFigure;
  readonly rule: Rule;
  readonly lookup: Lookup;
}): Verdict {
  const { context, level, recorded, rule, lookup } = input;
  const points = sumOf(level.figures, lookup);
  const right = rule.parameters.points;
  if (points === null || right === null) return UNREAD;
  if (points.eq(right)) return { outcome: 'pass', recomputed: right, formula: null, rounding: null };
  const figure = cite(context, recorded);
  return {
    outcome: 'fail',
    recomputed: right,
    expected: level.figures.length === 1 ? new Decimal(right) : null,
    difference: points.minus(right).toFixed(),
    formula: null,
    rounding: null,
    message: {
      zh: `${level.name}共${points.toFixed()}分（${figure.zh}），报告规定为${right}分：“${rule.quote}”。`,
      en: `${level.name} has ${points.toFixed()} points (${figure.en}); the report says ${right}: ${rule.quote}.`,
    },
    basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` },
  };
}

/** One subject for the whole form, where it follows the ministry's layout and prints no scheme. */
function defaultSubject(context: CheckContext): readonly Subject[] {
  const { report, profile } = context;
  const execution = executionPart(report)?.points ?? null;
  if (schemeRules(report).length > 0 || execution === null || !hasValue(execution.quantity)) return [];
  if (profile.executionPoints === null || !new Decimal(execution.quantity.value).eq(profile.executionPoints)) return [];
  const names = new Set(report.indicators.flatMap(({ level1 }) => (level1 === null ? [] : [groupName(level1)])));
  const expected = toExpected(context, names);
  if (expected === null || names.size < 2) return [];
  const levels = levelPointsOf(report);
  if (levels.length === names.size && !isWhole(report, levels, execution)) return [];
  if (levels.length < names.size) return isFormOf(report) ? [open()] : [];
  const all = levels.flatMap(({ figures }) => figures);
  const off = levels.find(
    (level) => !sumOf(level.figures, ({ quantity }) => quantity)?.eq(expected.get(groupName(level.name)) ?? -1),
  );
  const [recorded] = off?.figures ?? all;
  if (recorded === undefined) return [];
  return [
    {
      subject: '分值结构',
      recorded,
      operands: all.filter((figure) => figure !== recorded),
      evaluate: (lookup) => judgeForm({ context, levels, expected, recorded, execution, lookup }),
    },
  ];
}

/** Part of a form, cut off or continued elsewhere, has no scheme to judge: it has a total, or its points make up a hundred. */
function isWhole(report: Report, levels: readonly LevelPoints[], execution: NamedFigure): boolean {
  if (hasValue(report.total?.points)) return true;
  const points = sumOf([...levels.flatMap(({ figures }) => figures), execution], ({ quantity }) => quantity);
  return points?.eq(WHOLE) ?? false;
}

/** Points by level of the profile; benefit takes those of satisfaction where that has no level of its own. Null: another form. */
function toExpected({ profile }: CheckContext, names: ReadonlySet<string>): ReadonlyMap<string, Decimal> | null {
  const usual = new Map(
    Object.entries(profile.levelPoints).map(([name, points]) => [groupName(name), new Decimal(points)]),
  );
  if ([...names].some((name) => !usual.has(name))) return null;
  const missing = [...usual].filter(([name]) => !names.has(name));
  const spare = missing.find(([name]) => name === groupName('满意度指标'));
  if (missing.length > (spare === undefined ? 0 : 1)) return null;
  const benefit = groupName('效益指标');
  if (spare !== undefined) usual.set(benefit, (usual.get(benefit) ?? new Decimal(0)).plus(spare[1]));
  return usual;
}

function isFormOf(report: Report): boolean {
  return report.indicators.some(({ points }) => points !== null);
}

function open(): Subject {
  return { subject: '分值结构', recorded: null, operands: [], evaluate: () => UNREAD };
}

function judgeForm(input: {
  readonly context: CheckContext;
  readonly levels: readonly LevelPoints[];
  readonly expected: ReadonlyMap<string, Decimal>;
  readonly recorded: NamedFigure;
  readonly execution: NamedFigure;
  readonly lookup: Lookup;
}): Verdict {
  const { context, levels, expected, recorded, execution, lookup } = input;
  const rows = levels.map((level) => ({
    name: level.name,
    points: sumOf(level.figures, lookup),
    right: expected.get(groupName(level.name)) ?? new Decimal(0),
  }));
  const off = rows.filter(({ points, right }) => points !== null && !points.eq(right));
  const [first] = off;
  if (rows.some(({ points }) => points === null)) return UNREAD;
  if (first === undefined) return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  // Points that make up a hundred are a scheme of the form's own, and it is merely not the usual one.
  const total = sumOf([...levels.flatMap(({ figures }) => figures), execution], lookup);
  const isOwnScheme = total?.eq(WHOLE) ?? false;
  const figure = cite(context, recorded);
  const listed = off.map(({ name, points, right }) => ({
    text: `${name}${points?.toFixed()}`,
    right: `${right.toFixed()}`,
  }));
  return {
    outcome: 'fail',
    severity: isOwnScheme ? 'note' : 'warning',
    recomputed: first.right.toFixed(),
    expected: null,
    difference: first.points?.minus(first.right).toFixed() ?? null,
    formula: null,
    rounding: null,
    message: {
      zh: `分值结构与通行规则不同：${listed.map(({ text, right }) => `${text}分，通行为${right}分`).join('；')}（${figure.zh}）。`,
      en: `The points differ from the usual scheme: ${listed.map(({ text, right }) => `${text} against ${right}`).join('; ')} (${figure.en}).`,
    },
  };
}
