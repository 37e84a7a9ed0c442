import { Decimal } from 'decimal.js';
import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, rulesFor, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorName, indicatorPath } from '../figures.ts';
import { rememberByReport, tablesOf } from '../indexes.ts';
import { foldLabel, isPlaceholder } from '../linking.ts';
import { findMatter } from '../matter.ts';
import { failWith, givesReason, isBlankReason, PASS, reasonCells, sentences } from '../prose.ts';
import { usualScore } from '../sister-forms.ts';
import { cite } from '../wording.ts';

export const deductionHasReason = defineCheck({
  id: 'C104',
  name: 'deduction-has-reason',
  title: { zh: '扣分说明了原因', en: 'A deduction has a reason' },
  why: {
    zh: '扣了分却不说为什么，改进就无从谈起。',
    en: 'Points taken off without a reason lead to no improvement.',
  },
  basis: { zh: '未达满分的指标应当填写偏差原因', en: 'an indicator below full points has a reason' },
  severity: 'warning',
  applies: {
    zh: '得分低于分值（没有分值的，低于两份以上同类表对相同完成情况的得分）的指标：本行的偏差原因、整表的原因说明（写到该项内容的）、正文中该指标的原因说明，有一处即可。按印明的规则得0分的不再要求；没有偏差原因栏目也没有整表说明的不判断。',
    en: 'Indicators below full points (where none are printed, below what two sister forms give for the same result): a reason in the row, in the reason of the whole table if it names the matter, or in the text. A 0 by a printed rule needs none; forms without a place for reasons are not judged.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator) => toSubject(context, indicator)),
  examples: [
    {
      name: { zh: '写明原因', en: 'a reason is given' },
      kind: 'valid',
      context: () => deducted('受疫情影响，培训推迟'),
      findings: [],
    },
    {
      name: { zh: '原因空白', en: 'the reason is blank' },
      kind: 'invalid',
      context: () => deducted(''),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '8', cites: ['培训人数', '8', '10'] }],
    },
    {
      name: { zh: '没有分值，同类表得分更高', en: 'no points, and sister forms give more' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [{ level3: '参保覆盖范围', target: '≥90%', actual: '≥95%', score: '9' }],
          tables: [{ rows: [['偏差大或目标未完成原因分析', '无']] }],
          siblings: ['10', '10'].map((score) => ({
            indicators: [{ level3: '参保覆盖范围', target: '≥90%', actual: '≥95%', score }],
          })),
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '9', cites: ['9', '10', '同类表'] }],
    },
    {
      name: { zh: '整表的原因写到该项内容', en: 'the reason of the whole table names the matter' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '参保人数', target: '≥100人', actual: '80人', points: '10', score: '8' }],
          tables: [{ rows: [['偏差大或目标未完成原因分析', '由于人口流动，参保人数减少。']] }],
        }),
      findings: [],
    },
    {
      name: { zh: '正文说明了原因', en: 'the text gives the reason' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level3: '参保人数', target: '≥100人', actual: '80人', points: '10', score: '8', deviation: '' },
          ],
          blocks: ['参保人数未达标的主要原因是人口流动。'],
        }),
      findings: [],
    },
    {
      name: { zh: '按印明的规则得0分', en: 'a 0 by a printed rule' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '预算执行率', target: '≥90%', actual: '43%', points: '4', score: '0', deviation: '' }],
          rules: [
            {
              kind: 'threshold',
              applies: 'indicator',
              name: '预算执行率',
              quote: '预算执行率≥90%，得4分，否则不得分',
              comparator: '>=',
              threshold: '90',
              points: '4',
              otherwise: '0',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '没有原因栏', en: 'no place for a reason' },
      kind: 'not-applicable',
      context: () =>
        example({ indicators: [{ level3: '培训人数', target: '≥60人', actual: '48人', points: '10', score: '8' }] }),
      findings: [],
    },
    {
      name: { zh: '预算执行率按执行率得分', en: 'a score in proportion to the rate it stands for' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level3: '预算执行率', target: '100%', actual: '95%', points: '10', score: '9.5', deviation: '' },
          ],
        }),
      findings: [],
    },
  ],
});

function deducted(deviation: string) {
  return example({
    indicators: [{ level3: '培训人数', target: '≥60人', actual: '48人', points: '10', score: '8', deviation }],
  });
}

function toSubject(context: CheckContext, indicator: Indicator): readonly Subject[] {
  const recorded = indicatorFigure(indicator, 'score');
  if (isPlaceholder(indicator) || recorded === null || !hasValue(recorded.quantity)) return [];
  const full = fullScore(context, indicator);
  if (full === null || !hasValue(full.figure.quantity)) return [];
  if (!new Decimal(recorded.quantity.value).lt(full.figure.quantity.value)) return [];
  const verdict = judge(context, { indicator, full, recorded });
  const operands = [full.figure];
  return [{ subject: `${indicatorPath(indicator)}/扣分原因`, recorded, operands, evaluate: () => verdict }];
}

/** What the row could have scored. */
interface FullScore {
  readonly figure: Figure;
  /** The form prints no points: two sister forms that give more for the same result show what was taken off. */
  readonly isImplied: boolean;
}

function fullScore(context: CheckContext, indicator: Indicator): FullScore | null {
  const points = indicatorFigure(indicator, 'points');
  if (points !== null && hasValue(points.quantity)) return { figure: points, isImplied: false };
  const usual = usualScore(context, indicator);
  return usual === null ? null : { figure: usual.figure, isImplied: true };
}

type Figure = Parameters<typeof cite>[1];

function judge(
  context: CheckContext,
  { indicator, full, recorded }: { indicator: Indicator; full: FullScore; recorded: Figure },
): Verdict {
  const own = indicator.deviation;
  if (own !== null && !isBlankReason(own.text)) return PASS;
  if (isTakenByRate(indicator, { full, recorded })) return PASS;
  const name = foldLabel(indicatorName(indicator));
  const isRuled = rulesFor(context.report, 'threshold', indicatorName(indicator)).some(
    ({ scope }) => scope.name !== null,
  );
  if (isRuled && new Decimal(recorded.quantity.value ?? '0').isZero()) return PASS;
  const { inCells, inSentences } = findReasons(context);
  if (inCells(name) || inSentences(name)) return PASS;
  const hasPlace = own !== null || reasonCells(context).length > 0 || hasReasonLabel(context);
  if (!hasPlace) return NO_PLACE;
  const figure = cite(context, recorded);
  // Another report's table has no place in this report's locators: only its score is named.
  const score = full.figure.quantity.raw.trim();
  const most = full.isImplied
    ? { zh: `同类表对相同完成情况的得分${score}`, en: `the ${score} that sister forms give for the same result` }
    : cite(context, full.figure);
  const message = {
    zh: `${figure.zh}，低于${most.zh}，没有说明扣分原因。`,
    en: `${figure.en} is below ${most.en}, and no reason is given.`,
  };
  // Where the score itself is wrong, that the reason is missing is the same matter.
  return { ...failWith(message, { follows: recorded }), implied: full.isImplied };
}

const EXECUTION = /(?:预算|资金|支出)(?:执行|支出|使用|拨付|支付)?(?:率|进度)$/u;

/** 预算执行率 95% of 10 points has 9.5: the rate itself says what was taken off and why. */
function isTakenByRate(indicator: Indicator, { full, recorded }: { full: FullScore; recorded: Figure }): boolean {
  const { actual } = indicator;
  if (!EXECUTION.test(indicatorName(indicator)) || !hasValue(actual) || actual.unit !== '%') return false;
  const due = new Decimal(full.figure.quantity.value ?? 0).times(actual.value).div(100);
  const decimals = recorded.quantity.decimals ?? 0;
  return [Decimal.ROUND_HALF_UP, Decimal.ROUND_DOWN].some((way) =>
    due.toDecimalPlaces(decimals, way).eq(recorded.quantity.value ?? -1),
  );
}

/** The reasons given in the table, and the sentences that give one, to be asked for an indicator's name. */
const findReasons = rememberByReport((where) => ({
  inCells: findMatter(reasonCells(where).map(({ text }) => text)),
  inSentences: findMatter(
    sentences(where)
      .map(({ text }) => text)
      .filter(givesReason),
  ),
}));

const hasReasonLabel = rememberByReport((where) =>
  tablesOf(where).some(({ cells }) => cells.some(({ text }) => /^[^。]{0,16}原因/u.test(text.replace(/\s/gu, '')))),
);

const NO_PLACE: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '表中没有填写原因的地方。', en: 'The form has no place for reasons.' },
};
