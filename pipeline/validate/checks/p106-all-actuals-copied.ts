import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure } from '../figures.ts';
import { figureKey } from '../identity.ts';
import { isPlaceholder } from '../linking.ts';
import { failWith, PASS } from '../prose.ts';
import { citeAll } from '../wording.ts';

/** Fewer rows may all be met to the digit by chance. */
const LEAST_ROWS = 5;
/** 100%, 0, 12期 are met exactly as a rule; of figures met exactly only these many others make a copy. */
const LEAST_TELLING = 3;
/** Rows named in the message. */
const MOST_NAMED = 3;

export const allActualsCopied = defineCheck({
  id: 'P106',
  name: 'all-actuals-copied',
  title: { zh: '完成值不是照抄目标', en: 'The actuals are not copies of the targets' },
  why: {
    zh: '所有完成值与目标一字不差，多半没有统计。',
    en: 'Where every actual equals its target to the letter, probably nothing was measured.',
  },
  basis: { zh: '实际完成值应当是统计的结果', en: 'an actual is what was measured' },
  severity: 'note',
  applies: {
    zh: '至少五项定量指标、其中三项不是100%或0，而全部完成值与指标值相同的报告。',
    en: 'Reports with five quantitative indicators or more, three of them other than 100% and 0, all met to the digit.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '有完成值不同', en: 'some differ' },
      kind: 'valid',
      context: () => copied('96.5%'),
      findings: [],
    },
    {
      name: { zh: '全部照抄', en: 'all copied' },
      kind: 'invalid',
      context: () => copied('95%'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '300人', cites: ['5项'] }],
    },
    {
      name: { zh: '目标都是100%', en: 'targets of 100% only' },
      kind: 'guard',
      context: () =>
        example({
          indicators: ['到位率', '发放率', '及时率', '合格率', '覆盖率'].map((level3) => ({
            level3,
            target: '100%',
            actual: '100%',
          })),
        }),
      findings: [],
    },
    {
      name: { zh: '指标太少', en: 'too few rows' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '培训人数', target: '300人', actual: '300人' }] }),
      findings: [],
    },
  ],
});

function copied(last: string) {
  return example({
    indicators: [
      { level3: '培训人数', target: '300人', actual: '300人' },
      { level3: '宣传册', target: '1200份', actual: '1200份' },
      { level3: '走访户数', target: '450户', actual: '450户' },
      { level3: '资金到位率', target: '100%', actual: '100%' },
      { level3: '群众满意度', target: '95%', actual: last },
    ],
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const rows = context.report.indicators.flatMap((indicator) => {
    const [target, actual] = [indicatorFigure(indicator, 'target'), indicatorFigure(indicator, 'actual')];
    if (isPlaceholder(indicator) || target === null || actual === null) return [];
    return hasValue(target.quantity) && hasValue(actual.quantity) ? [{ target, actual }] : [];
  });
  const telling = rows.filter(({ target }) => !['100', '0'].includes(plain(target)));
  const [first] = telling;
  if (rows.length < LEAST_ROWS || telling.length < LEAST_TELLING || first === undefined) return [];
  const isCopy = rows.every(({ target, actual }) => figureKey(target.quantity) === figureKey(actual.quantity));
  const operands = telling.slice(1, MOST_NAMED).map(({ actual }) => actual);
  const verdict: Verdict = isCopy ? failWith(messageOf(context, [first.actual, ...operands], rows.length)) : PASS;
  return [{ subject: '完成值', recorded: first.actual, operands, evaluate: () => verdict }];
}

function plain({ quantity }: NamedFigure): string {
  return (quantity.value ?? '').replace(/\.0+$/, '');
}

function messageOf(context: CheckContext, named: readonly NamedFigure[], count: number) {
  const cited = citeAll(context, named);
  return {
    zh: `全部${count}项定量指标的完成值与指标值相同：${cited.zh}等。`,
    en: `All ${count} quantitative actuals equal their targets: ${cited.en} and others.`,
  };
}
