import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Metric } from '../../pipeline/model/report.ts';
import type { Draft } from './draft.ts';
import { findEnumeration } from './lists.ts';
import type { Mention, Sentence } from './mentions.ts';
import { basisOf, metricOf } from './metric.ts';
import { sourcesOf } from './passages.ts';
import { periodAt } from './period.ts';
import { amountSubject, scoreSubject, toSubject } from './subject.ts';

const FLOW: readonly Metric[] = ['budget', 'executed', 'balance', 'income'];
/** Names of funds: an amount beside them is a budget where the sentence goes on to spend it or the section is about money. */
const FUND = /(?:资金|经费|专款|补助|补贴)(?:总额|规模|总量)?$/;
const MONEY_SECTION = /资金来源|资金情况|资金安排|预算|资金分解|资金到位|资金下达|资金投入|经费/;

/** The figures of a sentence as facts, each by itself; how they hang together is found afterwards. */
export function readDrafts(sentence: Sentence, documentId: string): Draft[] {
  const drafts: Draft[] = [];
  for (const mention of sentence.mentions) {
    const draft = toDraft({ sentence, mention, documentId, drafts });
    drafts.push(draft);
    const all = allOf(draft, documentId);
    drafts.push(...all);
  }
  takeFundsForBudgets(sentence, drafts);
  return drafts;
}

function toDraft(from: {
  readonly sentence: Sentence;
  readonly mention: Mention;
  readonly documentId: string;
  readonly drafts: readonly Draft[];
}): Draft {
  const { sentence, mention, documentId, drafts } = from;
  const { figure, dimension, noun } = mention;
  const label = mention.label.replace(/^(?:其中|分别为?)[：:，,]?/, '');
  const metric = metricOf(figure.quantity, { label, dimension, noun });
  const basis = basisOf(label, metric);
  const list = findEnumeration(sentence, mention);
  const planned = basis === 'planned' && figure.quantity.comparator === null && /预计|预测/.test(label);
  const quantity: Quantity = {
    ...figure.quantity,
    raw: sentence.passage.text.slice(figure.start, figure.end),
    comparator: planned ? '~' : figure.quantity.comparator,
    sources: sourcesOf(sentence.passage, figure, documentId),
  };
  return {
    sentence,
    start: figure.start,
    end: figure.end,
    mention,
    dimension,
    quantity,
    label,
    metric,
    subject: subjectOf({ metric, label, mention, drafts, sentence }),
    period: periodAt(sentence, figure.start),
    basis,
    partOf: null,
    derivation: null,
    list: list?.members ?? null,
    listOpen: list?.open ?? false,
  };
}

function subjectOf(of: {
  readonly metric: Metric;
  readonly label: string;
  readonly mention: Mention;
  readonly drafts: readonly Draft[];
  readonly sentence: Sentence;
}): string {
  const { metric, label, mention, drafts, sentence } = of;
  if (mention.noun !== '') return mention.noun.replace(/[“”]/g, '');
  if (FLOW.includes(metric)) {
    const subject = amountSubject(label);
    if (subject !== '') return subject;
    // 代办费全年预算121.3万元支出87.7万元: what is spent is what the sentence spoke of before.
    return (
      drafts.findLast((draft) => FLOW.includes(draft.metric) && draft.mention?.bracket === mention.bracket)?.subject ??
      ''
    );
  }
  if (metric === 'points' || metric === 'score' || /得分率$/.test(label.replace(/(?:为|是|达到|达)$/, ''))) {
    return scored(label, { drafts, sentence, mention });
  }
  return toSubject(label);
}

const OVERALL = /(?:总得分|总分|综合得分|自评总?得分|自评分|评价得分|最终得分|综合评分|得分)$/;

function scored(
  label: string,
  around: { readonly drafts: readonly Draft[]; readonly sentence: Sentence; readonly mention: Mention },
): string {
  const { drafts, sentence, mention } = around;
  const own = scoreSubject(label);
  const bare = toSubject(label);
  if (own !== '' && !/^(?:项目|评价|绩效|自评|最终|综合|总)+$/.test(own)) return own;
  const overall = OVERALL.exec(bare)?.[0];
  if (
    overall !== undefined &&
    /^(?:项目|绩效|评价|自评|最终|综合|总|的|得分|评分|分)+$/.test(bare) &&
    /总|综合|自评|最终|评价/.test(bare)
  )
    return '总得分';
  const carried = drafts.findLast(({ metric }) => metric === 'points' || metric === 'score');
  if (carried) return carried.subject;
  const { text } = sentence.passage;
  const opening = /^\s*([^，。；：:,（(\d]{2,20}?)(?:类)?指标(?:主要)?(?:从|考察|围绕|包括|由|分值|权重)/.exec(
    text.slice(sentence.start, mention.figure.start),
  )?.[1];
  return opening ?? sentence.passage.topic ?? '';
}

const ALL_ARE = /^\s*[（(，,]?\s*(均为|全部为|全为|都为|都是|均是)([\u4e00-\u9fff]{2,12}?)(?=[）)，。；,;]|$)/;

/** 三级指标7个（均为定性指标）: the count holds for the kind named too, and its counterpart is none. */
function allOf(draft: Draft, documentId: string): Draft[] {
  const { sentence } = draft;
  if (draft.metric !== 'count') return [];
  const { text } = sentence.passage;
  const behind = draft.mention?.nounEnd ?? draft.end;
  const match = ALL_ARE.exec(text.slice(behind, sentence.end));
  const kind = match?.[2];
  if (match === null || kind === undefined) return [];
  const start = behind + match[0].search(/均|全|都/);
  const end = behind + match[0].length;
  const base = { ...draft, mention: null, list: null, listOpen: false, partOf: draft };
  const facts: Draft[] = [{ ...base, subject: kind, derivation: { kind: 'sum', operands: [draft], exhaustive: true } }];
  const other = /定性/.test(kind)
    ? kind.replace('定性', '定量')
    : /定量/.test(kind)
      ? kind.replace('定量', '定性')
      : null;
  if (other !== null) {
    const sources = sourcesOf(sentence.passage, { start, end }, documentId);
    const raw = text.slice(start, end);
    facts.push({
      ...base,
      start,
      end,
      subject: other,
      derivation: null,
      quantity: { ...draft.quantity, raw, value: '0', decimals: 0, sources },
    });
  }
  return facts;
}

/** 补助资金共计398万元，实际支出320.88万元: the name of a fund alone tells a budget only by what stands around it. */
function takeFundsForBudgets(sentence: Sentence, drafts: readonly Draft[]): void {
  const about = sentence.passage.headings.some((heading) => MONEY_SECTION.test(heading));
  for (const [index, draft] of drafts.entries()) {
    if (draft.metric !== 'other' || draft.dimension !== 'money') continue;
    const name = toSubject(draft.label);
    if (!FUND.test(name) || (/违规|救助资金|资助资金|追回|奖/.test(name.slice(-6)) && !about)) continue;
    const spent = drafts
      .slice(index + 1)
      .some(({ metric }) => metric === 'executed' || metric === 'execution-rate' || metric === 'balance');
    if (!about && !spent) continue;
    draft.metric = 'budget';
    draft.subject = amountSubject(draft.label);
  }
}
