import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorName, indicatorPath } from '../figures.ts';
import { failWith, PASS, proseBlocks } from '../prose.ts';
import { cite } from '../wording.ts';

const BASIS = /问卷|调查|抽样|回访|测评|访谈|样本|座谈|走访|测评表|评议|统计分析|好差评/u;
/** A form without prose has no place to tell how satisfaction was measured. */
const LEAST_PROSE = 500;

export const satisfactionWithoutBasis = defineCheck({
  id: 'P107',
  name: 'satisfaction-without-basis',
  title: { zh: '满意度有调查依据', en: 'Satisfaction rests on a survey' },
  why: {
    zh: '没有调查的满意度无法核实。',
    en: 'A satisfaction that nobody measured cannot be verified.',
  },
  basis: { zh: '满意度应当来自问卷、回访、测评等', en: 'satisfaction comes from a survey, calls or ratings' },
  severity: 'note',
  applies: {
    zh: '表中给出满意度的报告，正文通篇没有提到问卷、调查、回访、测评等。只有表、没有正文的不判断。',
    en: 'Reports with a satisfaction rate whose text never speaks of a survey, calls or ratings. Forms without text are not judged.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '有问卷调查', en: 'a survey was made' },
      kind: 'valid',
      context: () => survey('通过问卷调查，群众满意度为92.8%。'),
      findings: [],
    },
    {
      name: { zh: '没有说明依据', en: 'no basis given' },
      kind: 'invalid',
      context: () => survey('群众满意度为92.8%。'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '92.8%', cites: ['92.8%'] }],
    },
    {
      name: { zh: '只有自评表', en: 'a form only' },
      kind: 'not-applicable',
      context: () => example({ indicators: [{ level3: '群众满意度', target: '≥90%', actual: '92.8%' }] }),
      findings: [],
    },
  ],
});

function survey(sentence: string) {
  return example({
    indicators: [{ level3: '群众满意度', target: '≥90%', actual: '92.8%' }],
    blocks: ['项目按计划实施，各项工作有序推进，取得了预期效果。'.repeat(25), sentence],
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const rows = context.report.indicators.flatMap((indicator) => {
    const actual = indicatorFigure(indicator, 'actual');
    const isRate = /满意/u.test(indicatorName(indicator)) && actual !== null && hasValue(actual.quantity);
    return isRate ? [{ indicator, actual }] : [];
  });
  const [first] = rows;
  if (first === undefined) return [];
  const { indicator, actual } = first;
  const prose = proseBlocks(context).map(({ text }) => text);
  const length = prose.reduce((total, text) => total + text.length, 0);
  const verdict =
    length < LEAST_PROSE ? NO_PROSE : prose.some((text) => BASIS.test(text)) ? PASS : fail(context, actual);
  return [{ subject: `${indicatorPath(indicator)}/依据`, recorded: actual, operands: [], evaluate: () => verdict }];
}

function fail(context: CheckContext, actual: Parameters<typeof cite>[1]): Verdict {
  const figure = cite(context, actual);
  return failWith({
    zh: `${figure.zh}没有说明依据：正文未提到问卷、调查、回访或测评。`,
    en: `${figure.en} has no basis: the text speaks of no survey, calls or ratings.`,
  });
}

const NO_PROSE: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '只有表，没有正文。', en: 'There is a form and no text.' },
};
