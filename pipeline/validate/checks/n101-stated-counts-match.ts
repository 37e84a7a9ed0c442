import { Decimal } from 'decimal.js';
import type { Fact } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue } from '../figures.ts';
import { foldLabel } from '../linking.ts';
import { listsAgainstTables, schemeAgainstTable } from '../scheme-tables.ts';
import { type CountStatement, countStatements, type StatedCount } from '../stated-counts.ts';
import { cite, citeAll } from '../wording.ts';

export const statedCountsMatch = defineCheck({
  id: 'N101',
  name: 'stated-counts-match',
  title: { zh: '指标个数前后一致', en: 'Stated counts of indicators match' },
  why: {
    zh: '指标体系的个数说不清，评价内容就不完整。',
    en: 'Where the scheme cannot count its own indicators, something was left out or added.',
  },
  basis: {
    zh: '总数等于各部分之和；定量指标与定性指标之和等于三级指标数',
    en: 'a total is the sum of its parts; quantitative and qualitative indicators make up level 3',
  },
  severity: 'error',
  applies: {
    zh: '文中的一级、二级、三级、定量、定性指标个数：同一句之内、总述与各部分之间（不符为错误）；与表格中的个数、与表格中的标题（不符为警告）。',
    en: 'Counts of level 1, 2, 3, quantitative and qualitative indicators in sentences: within a sentence and between the whole and its parts (error); against the rows and headings of a table (warning).',
  },
  subjects: (context) => {
    const statements = countStatements(context.report);
    return [
      ...statements.flatMap((statement) => withinSentence(context, statement)),
      ...wholeAgainstParts(context, statements),
      ...schemeAgainstTable(context, statements),
      ...listsAgainstTables(context),
    ];
  },
  examples: [
    {
      name: { zh: '总数与各部分相符', en: 'whole and parts agree' },
      kind: 'valid',
      context: () => example({ facts: schemeFacts('3', '6') }),
      findings: [],
    },
    {
      name: { zh: '定量、定性个数与各部分之和不符', en: 'quantitative and qualitative do not add up' },
      kind: 'invalid',
      context: () => example({ facts: schemeFacts('2', '7') }),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '2个', recomputed: '3', cites: ['定量', '0 + 3 = 3'] },
        { severity: 'error', outcome: 'fail', recorded: '7个', recomputed: '6', cites: ['定性', '4 + 2 = 6'] },
      ],
    },
    {
      name: { zh: '定量与定性之和不等于三级指标数', en: 'the two kinds do not make up level 3' },
      kind: 'invalid',
      context: () =>
        example({
          facts: [
            { metric: 'count', subject: '三级指标', figure: '12个', sentence: ONE_SENTENCE },
            { metric: 'count', subject: '定量指标', figure: '5个', sentence: ONE_SENTENCE, partOf: 'f1' },
            { metric: 'count', subject: '定性指标', figure: '6个', sentence: ONE_SENTENCE, partOf: 'f1' },
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '12个', recomputed: '11', cites: ['5 + 6 = 11'] }],
    },
    {
      name: { zh: '文中四方面，表中五个标题', en: 'four aspects in the text, five headings in the table' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: ['决策依据', '决策过程', '政策落实', '绩效目标', '资金分配'].map((level2) => ({
            level1: '项目决策',
            level2,
            level3: `${level2}的规范性`,
            target: '规范',
            points: '4',
            score: '4',
          })),
          facts: [
            {
              metric: 'count',
              subject: '项目决策指标',
              figure: '四方面',
              sentence: '项目决策指标从决策依据、决策过程、绩效目标、资金分配四方面考察。',
              list: ['决策依据', '决策过程', '绩效目标', '资金分配'],
            },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '四方面', recomputed: '5', cites: ['政策落实'] }],
    },
    {
      name: { zh: '文中个数与表格不符', en: 'the table has another number of rows' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level1: '产出', level2: '数量', level3: '培训人数', target: '≥50人', actual: '60人' },
            { level1: '产出', level2: '质量', level3: '合格率', target: '≥90%', actual: '95%' },
          ],
          facts: [
            {
              metric: 'count',
              subject: '一级指标',
              figure: '1个',
              sentence: '设一级指标1个、二级指标2个、三级指标3个。',
            },
            {
              metric: 'count',
              subject: '二级指标',
              figure: '2个',
              sentence: '设一级指标1个、二级指标2个、三级指标3个。',
            },
            {
              metric: 'count',
              subject: '三级指标',
              figure: '3个',
              sentence: '设一级指标1个、二级指标2个、三级指标3个。',
            },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '3个', recomputed: '2', cites: ['三级指标'] }],
    },
    {
      name: { zh: '只写明部分内容', en: 'only some parts are spelled out' },
      kind: 'guard',
      context: () => example({ facts: schemeFacts('2', '7').slice(0, 8) }),
      findings: [],
    },
    {
      name: { zh: '表中标题与文中所列不是一回事', en: 'a list that does not name the headings' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level1: '产出', level2: '数量指标', level3: '培训人数', target: '≥50人' },
            { level1: '产出', level2: '质量指标', level3: '合格率', target: '≥90%' },
            { level1: '产出', level2: '时效指标', level3: '及时率', target: '≥90%' },
          ],
          facts: [
            {
              metric: 'count',
              subject: '措施',
              figure: '两方面',
              sentence: '从宣传、培训两方面推进。',
              list: ['宣传', '培训'],
            },
          ],
        }),
      findings: [],
    },
  ],
});

const ONE_SENTENCE = '设置三级指标12个（其中定量指标5个、定性指标6个）。';

/** A scheme of two parts with 4 and 5 indicators: all qualitative, and 3 quantitative beside 2 qualitative. */
function schemeFacts(quantitative: string, qualitative: string) {
  const whole = `设置一级指标2个、二级指标3个、三级指标9个（其中定量指标${quantitative}个、定性指标${qualitative}个）。`;
  const first = '设置二级指标1个、三级指标4个（均为定性指标）。';
  const second = '设置二级指标2个、三级指标5个（其中定量指标3个、定性指标2个）。';
  const count = (subject: string, figure: string, sentence: string, headings: readonly string[]) =>
    ({ metric: 'count', subject, figure: `${figure}个`, sentence, headings }) as const;
  const [all, one, two] = [['指标体系'], ['指标体系', '1. 项目决策'], ['指标体系', '2. 项目产出']];
  return [
    count('一级指标', '2', whole, all),
    count('二级指标', '3', whole, all),
    count('三级指标', '9', whole, all),
    count('定量指标', quantitative, whole, all),
    count('定性指标', qualitative, whole, all),
    count('二级指标', '1', first, one),
    count('三级指标', '4', first, one),
    count('二级指标', '2', second, two),
    count('三级指标', '5', second, two),
    count('定量指标', '3', second, two),
    count('定性指标', '2', second, two),
  ];
}

/** 定量 + 定性 = 三级. */
function withinSentence(context: CheckContext, { fact, counts }: CountStatement): readonly Subject[] {
  const [all, quantitative, qualitative] = [counts.get('三级指标'), counts.get('定量指标'), counts.get('定性指标')];
  if (all === undefined || quantitative === undefined || qualitative === undefined) return [];
  if (quantitative.isImplied || qualitative.isImplied) return [];
  const subject = `${pathOf(fact)}三级指标个数`;
  return [sumSubject(context, { subject, recorded: all, parts: [quantitative, qualitative] })];
}

/** The statement that counts level 1 against as many statements about the level-1 parts, and each part against its own. */
function wholeAgainstParts(context: CheckContext, statements: readonly CountStatement[]): readonly Subject[] {
  return statements.flatMap((whole, at): readonly Subject[] => {
    const level1 = whole.counts.get('一级指标');
    if (level1 === undefined) return [];
    const after = statements.slice(at + 1);
    const next = after.findIndex(({ counts }) => counts.has('一级指标'));
    const below = next === -1 ? after : after.slice(0, next);
    const parts = below.filter((other) => isPart(other, whole));
    if (parts.length !== level1.value) return [];
    const sums = (['二级指标', '三级指标', '定量指标', '定性指标'] as const).flatMap((counted): Subject[] => {
      const recorded = whole.counts.get(counted);
      const figures = parts.flatMap((part) => part.counts.get(counted) ?? []);
      if (recorded === undefined || recorded.isImplied || figures.length !== parts.length) return [];
      return [sumSubject(context, { subject: `${counted}个数`, recorded, parts: figures })];
    });
    return [...sums, ...parts.flatMap((part) => partAgainstItems(context, { part, parts, below }))];
  });
}

/** A statement about one level-1 part counts level 2 and 3. */
function isPart(part: CountStatement, whole: CountStatement): boolean {
  const shared = whole.path.every((heading, index) => part.path[index] === heading);
  return shared && part.counts.has('二级指标') && part.counts.has('三级指标');
}

/** 设置二级指标4个、三级指标7个 against the four sentences below that count level 3 of one level-2 indicator each. */
function partAgainstItems(
  context: CheckContext,
  { part, parts, below }: { part: CountStatement; parts: readonly CountStatement[]; below: readonly CountStatement[] },
): readonly Subject[] {
  const from = below.indexOf(part) + 1;
  const end = below.findIndex((other, index) => index >= from && parts.includes(other));
  const items = below.slice(from, end === -1 ? below.length : end).filter(({ counts }) => !counts.has('二级指标'));
  const [level2, recorded] = [part.counts.get('二级指标'), part.counts.get('三级指标')];
  const figures = items.flatMap(({ counts }) => counts.get('三级指标') ?? []);
  if (level2 === undefined || recorded === undefined || figures.length !== level2.value) return [];
  if (figures.length < 2 || items.length !== figures.length) return [];
  const names = items.map(({ path }) => path.at(-1) ?? '').join('、');
  return [sumSubject(context, { subject: `三级指标个数/${names}`, recorded, parts: figures })];
}

function sumSubject(
  context: CheckContext,
  { subject, recorded, parts }: { subject: string; recorded: StatedCount; parts: readonly StatedCount[] },
): Subject {
  const operands = parts.map(({ figure }) => figure);
  return {
    subject,
    recorded: recorded.figure,
    operands,
    evaluate: (lookup): Verdict => {
      const own = lookup(recorded.figure);
      const values = parts.map((part) => (part.isImplied ? new Decimal(part.value) : toValue(lookup(part.figure))));
      if (!hasValue(own) || values.some((value) => value === null)) return OPEN;
      const sum = values.reduce<Decimal>((total, value) => total.plus(value ?? 0), new Decimal(0));
      const formula = `${values.map((value) => value?.toFixed() ?? '').join(' + ')} = ${sum.toFixed()}`;
      if (sum.eq(own.value)) return { outcome: 'pass', recomputed: sum.toFixed(), formula, rounding: null };
      const [figure, from] = [cite(context, recorded.figure), citeAll(context, operands)];
      return {
        outcome: 'fail',
        recomputed: sum.toFixed(),
        expected: sum,
        difference: new Decimal(own.value).minus(sum).toFixed(),
        formula,
        rounding: null,
        message: {
          zh: `${subject}：${figure.zh}；按${from.zh}合计，${formula}。`,
          en: `${subject}: ${figure.en}; from ${from.en}: ${formula}.`,
        },
      };
    },
  };
}

function toValue(quantity: NamedFigure['quantity']): Decimal | null {
  return hasValue(quantity) ? new Decimal(quantity.value) : null;
}

function pathOf(fact: Fact): string {
  const last = fact.headings.at(-1);
  return last === undefined ? '' : `${foldLabel(last)}/`;
}

const OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '所需个数未能读出。', en: 'A count it needs was not read.' },
};
