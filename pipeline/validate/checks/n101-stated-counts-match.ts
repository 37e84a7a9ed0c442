import { Decimal } from 'decimal.js';
import type { Severity } from '../../model/finding.ts';
import type { Fact, Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { factFigure, hasValue } from '../figures.ts';
import { foldLabel, isPlaceholder } from '../linking.ts';
import { type Counted, type CountStatement, countStatements, type StatedCount } from '../stated-counts.ts';
import { cite, citeAll } from '../wording.ts';

/** Names of a sentence's list that must be headings of a table before the two are taken to speak of one thing. */
const LEAST_SHARED = 2;

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
      ...againstTable(context, statements),
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

/** The statement that counts level 1 against as many statements about the level-1 parts. */
function wholeAgainstParts(context: CheckContext, statements: readonly CountStatement[]): readonly Subject[] {
  return statements.flatMap((whole): readonly Subject[] => {
    const level1 = whole.counts.get('一级指标');
    if (level1 === undefined) return [];
    const parts = statements.filter((other) => other !== whole && isDirectPart(other, whole));
    if (parts.length !== level1.value) return [];
    return (['二级指标', '三级指标', '定量指标', '定性指标'] as const).flatMap((counted): Subject[] => {
      const recorded = whole.counts.get(counted);
      const figures = parts.flatMap((part) => part.counts.get(counted) ?? []);
      if (recorded === undefined || recorded.isImplied || figures.length !== parts.length) return [];
      return [sumSubject(context, { subject: `${counted}个数`, recorded, parts: figures })];
    });
  });
}

/** A statement about one level-1 part: it counts level 2 and 3, under a heading of its own. */
function isDirectPart(part: CountStatement, whole: CountStatement): boolean {
  if (part.counts.has('一级指标') || !part.counts.has('三级指标') || !part.counts.has('二级指标')) return false;
  const shared = whole.path.every((heading, index) => part.path[index] === heading);
  return shared && part.path.length > whole.path.length;
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

/** Counts of the whole scheme against the table that carries all three levels. */
function againstTable(context: CheckContext, statements: readonly CountStatement[]): readonly Subject[] {
  const whole = statements.filter(({ counts }) => counts.has('一级指标') && counts.has('三级指标'));
  const [only] = whole;
  const rows = schemeTable(context);
  if (whole.length !== 1 || only === undefined || rows === null) return [];
  const found: readonly (readonly [Counted, number])[] = [
    ['一级指标', new Set(rows.map(({ level1 }) => foldLabel(level1 ?? ''))).size],
    [
      '二级指标',
      new Set(rows.map(({ level1, level2 }) => `${foldLabel(level1 ?? '')}|${foldLabel(level2 ?? '')}`)).size,
    ],
    ['三级指标', rows.length],
  ];
  return found.flatMap(([counted, count]): Subject[] => {
    const recorded = only.counts.get(counted);
    if (recorded === undefined) return [];
    return [
      countSubject(context, { subject: `${counted}个数/表格`, recorded: recorded.figure, count, names: [], rows }),
    ];
  });
}

/** Rows of the one table that fills level 1, 2 and 3 throughout; null where none or several do. */
function schemeTable({ report }: CheckContext): readonly Indicator[] | null {
  const ids = [...new Set(report.indicators.map(({ tableId }) => tableId))];
  const full = ids
    .map((id) => report.indicators.filter((row) => row.tableId === id && row.parent === null && !isPlaceholder(row)))
    .filter(
      (rows) =>
        rows.length > 1 &&
        rows.every(({ level1, level2, level3 }) => level1 !== null && level2 !== null && level3 !== null),
    );
  // Tables of one part each (表4-1, 表4-2) are no scheme: one table must hold most rows of the report.
  const whole = full.filter((rows) => new Set(rows.map(({ level1 }) => level1)).size > 1 || full.length === 1);
  const [rows] = whole;
  return whole.length === 1 && rows !== undefined ? rows : null;
}

/** 从A、B、C、D四方面考察 above a table whose headings are A to F. */
function listsAgainstTables(context: CheckContext): readonly Subject[] {
  const { report } = context;
  return report.facts.flatMap((fact): readonly Subject[] => {
    if (fact.metric !== 'count' || fact.list === null || fact.listOpen || !hasValue(fact.quantity)) return [];
    const names = new Set(fact.list.map(foldLabel));
    const groups = new Map<string, Indicator[]>();
    for (const row of report.indicators) {
      if (row.level2 === null || isPlaceholder(row)) continue;
      const key = `${row.tableId}|${row.level1 ?? ''}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups.values()]
      .flatMap((rows): Subject[] => {
        const headings = [...new Set(rows.map(({ level2 }) => foldLabel(level2 ?? '')))];
        const shared = headings.filter((heading) => names.has(heading));
        if (shared.length < LEAST_SHARED || shared.length < names.size) return [];
        const extra = headings.filter((heading) => !names.has(heading));
        const subject = `${foldLabel(rows[0]?.level1 ?? fact.subject)}/标题个数`;
        return [
          countSubject(context, { subject, recorded: factFigure(fact), count: headings.length, names: extra, rows }),
        ];
      })
      .slice(0, 1);
  });
}

function countSubject(
  context: CheckContext,
  input: {
    subject: string;
    recorded: NamedFigure;
    count: number;
    names: readonly string[];
    rows: readonly Indicator[];
  },
): Subject {
  const { subject, recorded, count, names, rows } = input;
  const sources = rows[0]?.sources ?? [];
  const counterpart = {
    role: 'counterpart' as const,
    text: rows.map(({ level2, level3 }) => level3 ?? level2 ?? '').join('、'),
    sources,
  };
  return {
    subject,
    recorded,
    operands: [],
    quoted: [counterpart],
    evaluate: (lookup): Verdict => {
      const own = lookup(recorded);
      if (!hasValue(own)) return OPEN;
      const recomputed = String(count);
      if (new Decimal(own.value).eq(count)) return { outcome: 'pass', recomputed, formula: null, rounding: null };
      const severity: Severity = 'warning';
      const figure = cite(context, recorded);
      const zh = names.length === 0 ? '' : `，文中未列：${names.join('、')}`;
      const en = names.length === 0 ? '' : `; not named in the text: ${names.join(', ')}`;
      return {
        outcome: 'fail',
        severity,
        recomputed,
        expected: null,
        difference: new Decimal(own.value).minus(count).toFixed(),
        formula: null,
        rounding: null,
        message: {
          zh: `${subject}：${figure.zh}，表格中为${recomputed}个${zh}。`,
          en: `${subject}: ${figure.en}, and the table has ${recomputed}${en}.`,
        },
      };
    },
  };
}

function pathOf(fact: Fact): string {
  const last = fact.headings.at(-1);
  return last === undefined ? '' : `${foldLabel(last)}/`;
}

const OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '所需个数未能读出。', en: 'A count it needs was not read.' },
};
