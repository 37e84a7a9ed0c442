import { findQuantities } from '../../model/quantity/find-quantities.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { failWith, PASS, proseBlocks } from '../prose.ts';
import { cite } from '../wording.ts';

const SPAN = /(?:19|20)\d{2}\s{0,2}[年.\-/][^。；]{0,12}[-—–~至到]/u;
/** Most date spans judged in one report; no report has so many. */
const MOST_SPANS = 500;

export const dateOrder = defineCheck({
  id: 'P103',
  name: 'date-order',
  title: { zh: '起止日期先后正确', en: 'A span of dates runs forward' },
  why: { zh: '起始日期晚于截止日期，时间写错。', en: 'A span that ends before it begins has a wrong date.' },
  basis: { zh: '起始日期不晚于截止日期', en: 'a span begins no later than it ends' },
  severity: 'note',
  applies: {
    zh: '正文中写明年份的起止日期（2020年1月1日至2021年12月31日）。没有年份的跨年区间不判断。',
    en: 'Spans in sentences that print their years. A span without years may run over the turn of a year and is not judged.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '先后正确', en: 'forward' },
      kind: 'valid',
      context: () => example({ blocks: ['检查期间为2020年1月1日至2021年12月31日。'] }),
      findings: [],
    },
    {
      name: { zh: '截止日期早于起始日期', en: 'backward' },
      kind: 'invalid',
      context: () => example({ blocks: ['检查期间为2021年1月1日至2020年12月31日。'] }),
      findings: [
        {
          severity: 'note',
          outcome: 'fail',
          recorded: '2021年1月1日至2020年12月31日',
          cites: ['2021年1月1日至2020年12月31日'],
        },
      ],
    },
    {
      name: { zh: '没有年份的跨年区间', en: 'over the turn of a year' },
      kind: 'guard',
      context: () => example({ blocks: ['缴费时间为9月1日至2月28日。'] }),
      findings: [],
    },
  ],
});

function toSubjects(context: CheckContext): readonly Subject[] {
  // Most blocks hold no span at all: reading their figures would cost more than all other checks together.
  const blocks = proseBlocks(context).filter(({ text }) => SPAN.test(text.normalize('NFKC')));
  const spans = blocks.flatMap(({ text, sources }) =>
    findQuantities(text, { sources }).flatMap(({ quantity }): NamedFigure[] => {
      const isSpan = quantity.kind === 'date' && quantity.value !== null && quantity.upper !== null;
      if (!isSpan || !/^\d{4}/.test(quantity.value ?? '')) return [];
      return [{ quantity, label: { zh: '期间', en: 'span' }, text }];
    }),
  );
  return spans.slice(0, MOST_SPANS).map((recorded): Subject => {
    return {
      subject: `期间/${recorded.quantity.raw}`,
      recorded,
      operands: [],
      evaluate: () => judge(context, recorded),
    };
  });
}

function judge(context: CheckContext, recorded: NamedFigure): Verdict {
  const [from, to] = [recorded.quantity.value ?? '', recorded.quantity.upper ?? ''];
  const length = Math.min(from.length, to.length);
  if (from.slice(0, length) <= to.slice(0, length)) return PASS;
  const figure = cite(context, recorded);
  return failWith({ zh: `${figure.zh}的截止日期早于起始日期。`, en: `${figure.en} ends before it begins.` });
}
