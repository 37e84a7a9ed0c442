import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import { meaningOf } from '../../pipeline/model/quantity/units.ts';
import type { Metric } from '../../pipeline/model/report.ts';
import type { Draft } from './draft.ts';
import { findEnumeration } from './lists.ts';
import type { Mention, Sentence } from './mentions.ts';
import { basisOf, isFundName, metricOf } from './metric.ts';
import { sourcesOf } from './passages.ts';
import { periodAt } from './period.ts';
import { amountSubject, countSubject, scoreSubject, toSubject } from './subject.ts';

const FLOW: readonly Metric[] = ['budget', 'executed', 'balance', 'income'];
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
  takeTotalsForPoints(drafts);
  takePairsForScores(sentence, drafts);
  return drafts;
}

/** The points that a heading claims for what it names. */
export function readClaims(sentence: Sentence, documentId: string): Draft[] {
  return readDrafts(sentence, documentId).filter(({ mention }) => mention !== null && isClaim(sentence, mention));
}

function toDraft(from: {
  readonly sentence: Sentence;
  readonly mention: Mention;
  readonly documentId: string;
  readonly drafts: readonly Draft[];
}): Draft {
  const { sentence, mention, documentId, drafts } = from;
  const { figure, noun } = mention;
  const words = mention.label.replace(/^(?:其中|分别为?)[：:，,]?/, '');
  const label = words.replace(/(?:为|是|达到|(?<!下)达|：|:)+$/, '');
  const quantity = quantityOf({ sentence, mention, label, documentId });
  const dimension = meaningOf(quantity.unit).dimension;
  const metric = isClaim(sentence, mention) ? 'points' : metricOf(quantity, { label, dimension, noun });
  const basis = basisOf(label, metric);
  const list = findEnumeration(sentence, mention);
  const carried = carriedBy({ metric, words, mention, drafts, sentence });
  return {
    sentence,
    start: figure.start,
    end: figure.end,
    mention,
    dimension,
    quantity,
    label,
    metric: metric === 'other' && carried !== null && carried.dimension === dimension ? carried.metric : metric,
    subject: subjectOf({ metric, words, mention, drafts, sentence, carried, listed: list !== null }),
    period: periodAt(sentence, { labelStart: mention.labelStart, offset: figure.start }) ?? carried?.period ?? null,
    basis,
    partOf: null,
    derivation: null,
    list: list?.members ?? null,
    listOpen: list?.open ?? false,
  };
}

function subjectOf(of: {
  readonly metric: Metric;
  readonly words: string;
  readonly mention: Mention;
  readonly drafts: readonly Draft[];
  readonly sentence: Sentence;
  readonly carried: Draft | null;
  readonly listed: boolean;
}): string {
  const { metric, words, mention, drafts, sentence, carried } = of;
  if (carried) return carried.subject;
  if (isClaim(sentence, mention)) return toSubject(words) || (sentence.passage.topic ?? '');
  if (of.listed && mention.noun === '' && words.includes('、')) return mention.figure.quantity.unit ?? '';
  if (mention.noun !== '') return mention.noun.replace(/[“”]/g, '');
  if (FLOW.includes(metric)) return amountSubject(words);
  if (metric === 'count' || metric === 'people') return countSubject(words);
  if (metric === 'points' || metric === 'score' || /得分率(?:为|是|达到|达)?$/.test(words)) {
    return scored(words, { drafts, sentence, mention });
  }
  return toSubject(words);
}

/** 960万 beside 预算拨款 is money though 元 is left out. */
function quantityOf(from: {
  readonly sentence: Sentence;
  readonly mention: Mention;
  readonly label: string;
  readonly documentId: string;
}): Quantity {
  const { sentence, mention, label, documentId } = from;
  const { figure } = mention;
  const { unit } = figure.quantity;
  const money =
    unit !== null &&
    /^(?:万|亿|千万|百万)$/.test(unit) &&
    mention.noun === '' &&
    /(?:预算|拨款|拨付|资金|经费|支出|投资|结余|收入)[^，]{0,4}$/.test(label);
  const predicted = figure.quantity.comparator === null && /预计|预测/.test(label);
  return {
    ...figure.quantity,
    raw: sentence.passage.text.slice(figure.start, figure.end),
    kind: money ? 'amount' : figure.quantity.kind,
    unit: money ? `${unit}元` : perUnit(unit, mention.label),
    comparator: predicted ? '~' : figure.quantity.comparator,
    sources: sourcesOf(sentence.passage, figure, documentId),
  };
}

/** 每人每年320元 is 320元/人/年. */
function perUnit(unit: string | null, words: string): string | null {
  const per = /((?:每[人户亩生名年月日天]){1,2})(?:为|是)?$/.exec(words)?.[1];
  return unit === null || per === undefined || meaningOf(unit).dimension !== 'money'
    ? unit
    : unit + per.replaceAll('每', '/');
}

/** （7分） behind a name claims points for it. */
function isClaim({ passage }: Sentence, { figure, bracket, dimension }: Mention): boolean {
  if (dimension !== 'points' || bracket === null) return false;
  const { text } = passage;
  return (
    text.slice(bracket.open + 1, figure.start).trim() === '' && text.slice(figure.end, bracket.close).trim() === ''
  );
}

/** 代办费全年预算121.3万元支出87.7万元, 从均价1.3万元下降至700元: the figure whose thing a label without a thing of its own is about. */
function carriedBy(of: {
  readonly metric: Metric;
  readonly words: string;
  readonly mention: Mention;
  readonly drafts: readonly Draft[];
  readonly sentence: Sentence;
}): Draft | null {
  const { metric, words, mention, drafts, sentence } = of;
  if (mention.noun !== '') return null;
  const last = drafts.at(-1);
  if (CHANGED.test(words) && toSubject(words.replace(CHANGED, '')) === '') return last ?? null;
  if (!FLOW.includes(metric) || amountSubject(words) !== '') return null;
  const beside = drafts.filter((draft) => draft.mention?.bracket?.open === mention.bracket?.open);
  // Behind 其中A、B the sentence goes on about the whole, not about B.
  const { passage, start } = sentence;
  const division = start + passage.text.slice(start, mention.figure.start).indexOf('其中');
  const whole = beside.filter((draft) => draft.start < division);
  const about = whole.length > 0 ? whole : beside;
  return about.findLast((draft) => FLOW.includes(draft.metric) || isFundName(toSubject(draft.label))) ?? null;
}

const CHANGED = /(?:下降|上升|降低|减少|增加|提高|提升|降|升|调整|压减)(?:到|至|为)$/;

const OVERALL = /(?:总得分|总分|综合得分|自评总?得分|自评分|评价得分|最终得分|综合评分|得分)$/;

function scored(
  label: string,
  around: { readonly drafts: readonly Draft[]; readonly sentence: Sentence; readonly mention: Mention },
): string {
  const { drafts, sentence, mention } = around;
  const own = scoreSubject(label);
  const bare = toSubject(label);
  if (own !== '' && !/^(?:项目|评价|绩效|自评|最终|综合|总|实际|实)+$/.test(own)) return own;
  const overall = OVERALL.exec(bare)?.[0];
  if (
    overall !== undefined &&
    /^(?:项目|绩效|评价|自评|最终|综合|总|的|得分|评分|分)+$/.test(bare) &&
    /总|综合|自评|最终|评价/.test(bare)
  )
    return '总得分';
  const item = /^(?:实际|实)?得?$/.test(bare) ? itemOf(sentence, mention) : undefined;
  if (item !== undefined) return item;
  const carried = drafts.findLast(({ metric }) => metric === 'points' || metric === 'score');
  if (carried) return carried.subject;
  if (/^(?:总)?满分$/.test(bare) && !sentence.passage.topicLeads) return '总得分';
  const { text } = sentence.passage;
  const opening = /^\s*([^，。；：:,（(\d]{2,20}?)(?:类)?指标(?:主要)?(?:从|考察|围绕|包括|由|分值|权重)/.exec(
    text.slice(sentence.start, mention.figure.start),
  )?.[1];
  return opening ?? sentence.passage.topic ?? '';
}

/** 数量指标：购置设备25台，得15分；质量指标：…: what stands before the colon of its item has the score. */
function itemOf({ passage, start }: Sentence, { figure }: Mention): string | undefined {
  const item =
    passage.text
      .slice(start, figure.start)
      .split(/[；;。]/)
      .at(-1) ?? '';
  return /^\s*(?:\d{1,2}[.．、]|[（(][\d一二三四五六七八九十]{1,3}[）)])?\s*([\u4e00-\u9fff]{2,16})[：:](?=.*[，,]\s*(?:自评|实)?得)/.exec(
    item,
  )?.[1];
}

const ALL_ARE = /^\s*[（(，,]?\s*(均为|全部为|全为|都为|都是|均是)([\u4e00-\u9fff]{2,12}?)(?=[）)，。；,;]|$)/;

/** 三级指标7个（均为定性指标）: the count holds for the kind named too, and its counterpart is none. */
function allOf(draft: Draft, documentId: string): Draft[] {
  const { sentence } = draft;
  if (draft.metric !== 'count' && draft.dimension !== 'money') return [];
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

/** 总分100分，自评得分97分: the first is what could be had. */
function takeTotalsForPoints(drafts: readonly Draft[]): void {
  for (const [index, draft] of drafts.entries()) {
    if (draft.metric !== 'score' || !/^(?:项目|指标|评价|绩效|自评)*总分$/.test(draft.label)) continue;
    if (drafts.slice(index + 1).some(({ metric, subject }) => metric === 'score' && subject === draft.subject))
      draft.metric = 'points';
  }
}

/** 决策20分得19.5分: the first figure is what could be had, the second what was. */
function takePairsForScores({ passage }: Sentence, drafts: readonly Draft[]): void {
  for (const [index, score] of drafts.entries()) {
    const points = drafts[index - 1];
    if (points?.dimension !== 'points' || score.metric !== 'score' || score.dimension !== 'points') continue;
    if (!/^[，,]?\s*(?:自评|实际|实)?得(?:分)?[为：:]?\s*$/.test(passage.text.slice(points.end, score.start))) continue;
    const name = scoreSubject(points.label);
    if (name === '' || (points.metric !== 'other' && points.metric !== 'points')) continue;
    points.metric = 'points';
    points.subject = name;
    score.subject = name;
  }
}

/** 补助资金共计398万元，实际支出320.88万元: the name of a fund alone tells a budget only by what stands around it. */
function takeFundsForBudgets(sentence: Sentence, drafts: readonly Draft[]): void {
  const about = sentence.passage.headings.some((heading) => MONEY_SECTION.test(heading));
  for (const [index, draft] of drafts.entries()) {
    // 全部为中央财政资金 is money of the same kind as the whole it stands behind.
    if (draft.mention === null && draft.partOf !== null) draft.metric = draft.partOf.metric;
    if (draft.metric !== 'other' || draft.dimension !== 'money' || draft.mention === null) continue;
    const name = toSubject(draft.label);
    if (!isFundName(name)) continue;
    const reckoned = /(?:预算|测算)[，,]\s*$/.test(
      sentence.passage.text.slice(sentence.start, draft.mention?.labelStart ?? draft.start),
    );
    const spent = drafts
      .slice(index + 1)
      .some(({ metric }) => metric === 'executed' || metric === 'execution-rate' || metric === 'balance');
    const undivided =
      drafts[index + 1]?.partOf === draft && /财政|中央|省|市|县|区级|本级/.test(drafts[index + 1]?.subject ?? '');
    if (!about && !spent && !reckoned && !undivided) continue;
    draft.metric = 'budget';
    draft.subject = amountSubject(draft.label);
  }
}
