import { Decimal } from 'decimal.js';
import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { fundFigure, hasValue } from '../figures.ts';
import { failWith, PASS, reasonCells, sentences } from '../prose.ts';
import { toTerm } from '../terms.ts';
import { cite, printShort } from '../wording.ts';

/** Share of change from which a word is expected (design rule). */
const BOUND = new Decimal('0.1');
const TOLD = /调整|追加|压减|调减|调增|核减|收回|新增|下达|结转|增加|减少|变化/u;
const CLAIMED =
  /预算[^。；]{0,30}(?:调整(?!数|后|机制|率)|追加|压减|调减|调增)|(?:调整|追加|压减|调减|调增)[^。；]{0,6}预算(?!编制|管理|绩效)/u;
const NO_CLAIM = /及时调整|合理调整|加强|完善|建议|规范|应当|将|不得|未调整|无调整|没有调整/u;

export const budgetChangeExplained = defineCheck({
  id: 'C106',
  name: 'budget-change-explained',
  title: { zh: '预算调整有说明', en: 'A change of the budget is explained' },
  why: {
    zh: '预算大幅调整而不说明，看不出是否经过批准。',
    en: 'A large change without a word leaves open whether it was approved.',
  },
  basis: { zh: '全年预算与年初预算相差超过10%的应当说明', en: 'a change of more than 10% calls for a word' },
  severity: 'warning',
  applies: {
    zh: '资金总额行年初预算数与全年预算数相差超过10%而正文没有提到调整的；正文说预算有调整而表中两数相同的为提示。没有正文的只看表中说明。',
    en: 'Total fund rows whose budget differs from the initial one by more than 10% while nothing tells of a change; a change told and not shown is a note.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '没有调整', en: 'no change' },
      kind: 'valid',
      context: () => changed('100', '项目按计划实施。'),
      findings: [],
    },
    {
      name: { zh: '调整未说明', en: 'a change without a word' },
      kind: 'invalid',
      context: () => changed('64', '项目按计划实施。'),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '64', recomputed: '100', cites: ['100', '64', '36%'] },
      ],
    },
    {
      name: { zh: '正文说明了调整', en: 'the text tells of it' },
      kind: 'guard',
      context: () => changed('64', '年中压减预算36万元。'),
      findings: [],
    },
    {
      name: { zh: '说有调整而表中没有', en: 'a change told and not shown' },
      kind: 'invalid',
      context: () => changed('100', '个别项目预算编制不够精准，执行中预算存在报批追加情况。'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '100', cites: ['追加'] }],
    },
    {
      name: { zh: '建议中的调整', en: 'an adjustment that is only advised' },
      kind: 'guard',
      context: () => changed('100', '今后将精准合理调整预算安排。'),
      findings: [],
    },
    {
      name: { zh: '年初数未填', en: 'the initial budget is blank' },
      kind: 'open',
      context: () =>
        example({
          funds: [{ label: '年度资金总额', initialBudget: '', budget: '100', executed: '60', executionRate: '60%' }],
        }),
      findings: [],
    },
  ],
});

function changed(budget: string, sentence: string) {
  return example({
    funds: [{ label: '年度资金总额', initialBudget: '100', budget, executed: '60', executionRate: '60%' }],
    blocks: [sentence],
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const total = context.report.funds.find(({ fund }) => fund === 'total');
  if (total === undefined) return [];
  const [initial, recorded] = [fundFigure(total, 'initialBudget'), fundFigure(total, 'budget')];
  if (initial === null || recorded === null) return [];
  return [{ subject: '预算调整', recorded, operands: [initial], evaluate: () => judge(context, recorded, initial) }];
}

type Figure = Parameters<typeof cite>[1];

function judge(context: CheckContext, recorded: Figure, initial: Figure): Verdict {
  const now = toTerm(recorded.quantity);
  const before = toTerm(initial.quantity, recorded.quantity.unit);
  if (!hasValue(recorded.quantity) || !hasValue(initial.quantity) || now === null || before === null) return OPEN;
  if (before.value.isZero()) return PASS;
  const share = now.value.minus(before.value).div(before.value).abs();
  const [figure, from] = [cite(context, recorded), cite(context, initial)];
  const recomputed = initial.quantity.raw.trim();
  const told = sentences(context);
  if (share.isZero()) {
    const claim = told.find(({ text }) => CLAIMED.test(text) && !NO_CLAIM.test(text));
    if (claim === undefined) return { outcome: 'pass', recomputed, formula: null, rounding: null };
    const message = {
      zh: `正文说预算有调整（${claim.text}），而${figure.zh}与${from.zh}相同。`,
      en: `The text tells of a change of the budget (${claim.text}), and yet ${figure.en} equals ${from.en}.`,
    };
    return failWith(message, { severity: 'note', recomputed });
  }
  const isTold =
    reasonCells(context).length > 0 || told.some(({ text }) => TOLD.test(text) && /预算|资金|经费/u.test(text));
  if (share.lte(BOUND) || isTold) return { outcome: 'pass', recomputed, formula: null, rounding: null };
  const percent = printShort(share.times(100), 2);
  const message = {
    zh: `${figure.zh}与${from.zh}相差${percent}%，没有说明调整原因。`,
    en: `${figure.en} differs from ${from.en} by ${percent}%, and no reason is given.`,
  };
  return failWith(message, { recomputed });
}

const OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '年初预算数或全年预算数未填。', en: 'The initial or the adjusted budget is blank.' },
};
