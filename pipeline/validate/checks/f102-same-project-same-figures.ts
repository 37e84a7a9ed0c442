import { compareCodePoints } from '../../model/compare-code-points.ts';
import type { AcrossContext, AcrossSubject, Related, RunReport } from '../across/across-check.ts';
import { defineAcrossCheck } from '../across/across-check.ts';
import { exampleFiles } from '../across/across-example.ts';
import type { DigestFigure } from '../across/digest.ts';
import { findFigure, ofYear } from '../across/run-figures.ts';
import { haveLikeTitles, shareFunds } from '../across/same-project.ts';
import { agreementOf, agreementSubject } from '../agreement.ts';
import type { NamedFigure, Verdict } from '../check.ts';
import type { ExampleInput } from '../example.ts';
import { hasValue } from '../figures.ts';
import { figureKey } from '../identity.ts';

export const sameProjectSameFigures = defineAcrossCheck({
  id: 'F102',
  name: 'same-project-same-figures',
  title: { zh: '同一项目在各文件中数字一致', en: 'One project has the same figures in every file' },
  why: {
    zh: '同一单位同一年度的同一项目，两份文件的预算数、执行数或得分不同，至少有一份是错的。',
    en: 'Where two files on one project, unit and year print different amounts or scores, one of them is wrong.',
  },
  basis: { zh: '同一事项在不同文件中的数字应当一致', en: 'one matter has the same figures wherever it is reported' },
  severity: 'warning',
  applies: {
    zh: '同一批文件中单位、项目、年度都相同的两份报告，比较资金总额的预算数、执行数和总分。同一报告的不同格式不算两份；监控、复核与自评、不同批次、不同资金来源的不比较；两项以上金额都不同的，可能是两笔资金，只提请核对；单位名称为简称或通称的也只提请核对。',
    en: 'Two reports of the run on the same unit, project and year: budget, amount executed and total score. One report in several formats is not two; monitoring, review and self-evaluation, other batches and other sources of money are not compared; where more than one amount differs it may be other money, which is a review, as are abbreviated and common names of units.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '两份文件一致', en: 'two files agree' },
      kind: 'valid',
      files: () => twoFiles({}),
      findings: [],
    },
    {
      name: { zh: '执行数不同', en: 'different amounts executed' },
      kind: 'invalid',
      files: () => twoFiles({ executed: '302.88' }),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '302.88',
          recomputed: '320.88',
          cites: ['自评报告.docx', '自评表.docx'],
        },
      ],
    },
    {
      name: { zh: '总分不同', en: 'different total scores' },
      kind: 'invalid',
      files: () => twoFiles({ score: '97.6' }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '97.6', recomputed: '96.7' }],
    },
    {
      name: { zh: '预算数、执行数都不同，可能不是同一笔资金', en: 'both amounts differ: perhaps other money' },
      kind: 'review',
      files: () => twoFiles({ budget: '100.00', executed: '90.00' }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '100.00', recomputed: '398.00' }],
    },
    {
      name: { zh: '以元填报、四舍五入', en: 'in 元, rounded' },
      kind: 'guard',
      files: () => twoFiles({ budget: '3980000', executed: '3208812.35', amountUnit: '元' }),
      findings: [],
    },
    {
      name: { zh: '约数', en: 'an approximate figure' },
      kind: 'guard',
      files: () => twoFiles({ executed: '约300' }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '约300', recomputed: '320.88' }],
    },
    {
      name: { zh: '一份是监控表', en: 'one is a monitoring form' },
      kind: 'guard',
      files: () => twoFiles({ executed: '150.00', title: '绩效目标监控表' }),
      findings: [],
    },
    {
      name: { zh: '中央资金和县级资金各一份', en: 'a form for central money, another for local' },
      kind: 'guard',
      files: () =>
        exampleFiles({
          '中央.docx': { ...FORM, funds: [...fundsOf('300.00', '280.00'), part('中央财政资金', 'central', '300.00')] },
          '县级.docx': { ...FORM, funds: [...fundsOf('90.00', '70.00'), part('县级财政资金', 'county', '90.00')] },
        }),
      findings: [],
    },
    {
      name: { zh: '一份未填执行数', en: 'one leaves the amount blank' },
      kind: 'guard',
      files: () => twoFiles({ executed: '' }),
      findings: [],
    },
  ],
});

const FORM: ExampleInput = { project: '渠道清淤', unit: '清河区水务局', year: '2023' };

function fundsOf(budget: string, executed: string) {
  return [{ label: '年度资金总额', budget, executed }];
}

function part(label: string, fund: 'central' | 'county', budget: string) {
  return { label, fund, parent: 0, budget };
}

function twoFiles({
  budget = '398.00',
  executed = '320.88',
  score = '96.7',
  title = '项目支出绩效自评表',
  amountUnit = '万元',
}) {
  return exampleFiles({
    '自评报告.docx': {
      ...FORM,
      title: '项目支出绩效自评报告',
      funds: fundsOf('398.00', '320.88'),
      total: { score: '96.7' },
    },
    '自评表.docx': { ...FORM, title, amountUnit, funds: fundsOf(budget, executed), total: { score } },
  });
}

const COMPARED = [
  { role: 'total', field: 'initialBudget', alternatives: ['budget'] },
  { role: 'total', field: 'budget', alternatives: ['initialBudget', 'arrived'] },
  { role: 'total', field: 'executed', alternatives: [] },
  { role: 'score', field: null, alternatives: [] },
] as const;

/** One figure in two files. */
interface Pair {
  readonly recorded: DigestFigure;
  readonly counterpart: DigestFigure;
  readonly alternatives: readonly DigestFigure[];
  readonly field: string;
}

function toSubjects(context: AcrossContext): readonly AcrossSubject[] {
  const { report } = context;
  const earlier = context.alike.filter((related) => isEarlierVersion(report, related));
  const paired = earlier
    .map((related) => ({ related, pairs: toPairs(report, related.report) }))
    .filter(({ pairs }) => pairs.length > 0);
  const chosen = paired.find(({ pairs }) => pairs.every((pair) => !differs(pair))) ?? paired[0];
  if (chosen === undefined) return [];
  const { related, pairs } = chosen;
  const [first, ...more] = pairs.filter(differs);
  const amounts = [first, ...more].filter((pair) => pair !== undefined && pair.recorded.role === 'total');
  const isOtherMoney = new Set(amounts.map((pair) => pair && figureKeys(pair))).size > 1;
  return pairs.map((pair): AcrossSubject => {
    const subject = agreementSubject({
      context,
      subject: `跨文件/${report.year}年${pair.field}`,
      recorded: ofYear(report, pair.recorded),
      counterpart: ofYear(related.report, pair.counterpart),
      alternatives: pair.alternatives,
      confidence: related.unit === 'high' && !isOtherMoney ? 'high' : 'medium',
    });
    const isMore = more.includes(pair);
    return {
      ...subject,
      others: [related.report],
      evaluate: (lookup) => withCause(subject.evaluate(lookup), isMore && first ? first.recorded : null),
    };
  });
}

function isEarlierVersion(report: RunReport, { report: other }: Related): boolean {
  if (other.year !== report.year || compareCodePoints(other.path, report.path) >= 0) return false;
  return haveLikeTitles(report, other) && shareFunds(report, other);
}

function toPairs(report: RunReport, other: RunReport): readonly Pair[] {
  return COMPARED.flatMap(({ role, field, alternatives }): Pair[] => {
    const [recorded, counterpart] = [findFigure(report, role, field), findFigure(other, role, field)];
    if (recorded === null || counterpart === null) return [];
    const others = alternatives.map((each) => findFigure(other, role, each)).filter((each) => each !== null);
    return [{ recorded, counterpart, alternatives: others, field: field === null ? '总分' : FIELD_NAMES[field] }];
  });
}

const FIELD_NAMES = { initialBudget: '年初预算数', budget: '全年预算数', executed: '全年执行数' } as const;

function differs({ recorded, counterpart, alternatives }: Pair): boolean {
  if (!hasValue(recorded.quantity) || !hasValue(counterpart.quantity)) return false;
  return [counterpart, ...alternatives].every(
    (figure) => !['same', 'rounded'].includes(agreementOf(recorded.quantity, figure.quantity)),
  );
}

/** 年初预算数 and 全年预算数 that are alike in both files are one difference. */
function figureKeys({ recorded, counterpart }: Pair): string {
  return [recorded, counterpart].map(({ quantity }) => figureKey(quantity)).join('|');
}

/** Two figures of one pair of files that differ are one finding. */
function withCause(verdict: Verdict, follows: NamedFigure | null): Verdict {
  return verdict.outcome === 'fail' && follows !== null ? { ...verdict, follows } : verdict;
}
