import { toBase } from '../../pipeline/model/quantity/units.ts';
import type { Metric } from '../../pipeline/model/report.ts';
import type { Draft, DraftDerivation } from './draft.ts';

/** How far a rate may be from the amounts of an earlier sentence and still be about them. */
const MOST_FACTOR = 2;
const GROWTH = /(?:增长率?|增加|提高|提升|上升|上涨|下降率?|减少|降低|降幅|增幅|涨幅|下浮|缩减|压减)(?:了|率|幅度)?$/;
/** An amount by which something changed: (较上年)减少1.6万元. */
const CHANGE = /(?:增加|减少|增长|下降|降低|提高|提升|压减|缩减|上升|增|减)(?:了)?$/;
const COMPLETION = /完成率$/;
const RETURN = /(?:有效|回收|收回|回访|反馈)率$/;
const COVERAGE = /(?:参保|覆盖|缴费|收缴|征缴|征收|发放|拨付|支付|合格|签约|建档|检查|达标)率$/;

/** Gives every rate, share and growth the figures it follows from, where its sentence (or the paragraph before it) names them. */
export function deriveRates(drafts: readonly Draft[], before: readonly Draft[]): void {
  for (const [index, rate] of drafts.entries()) {
    if (rate.dimension !== 'ratio' || rate.derivation !== null) continue;
    rate.derivation = derive(rate, { drafts, index, before });
    rate.period ??= rate.derivation?.operands[0]?.period ?? null;
  }
}

interface Around {
  readonly drafts: readonly Draft[];
  readonly index: number;
  /** Facts of the earlier sentences of the paragraph. */
  readonly before: readonly Draft[];
}

function derive(rate: Draft, around: Around): DraftDerivation | null {
  const { label } = rate;
  if (rate.metric === 'execution-rate') return executionOf(rate, around);
  if (/得分率$/.test(label)) return scoreRateOf(rate, around);
  if (label === '的') return ofNamed(around);
  if (rate.metric === 'satisfaction') return satisfiedOf(around);
  if (rate.metric === 'share') return shareOf(rate, around);
  if (GROWTH.test(label)) return growthOf(rate, around);
  if (/到位率$/.test(label)) return arrivalOf(around);
  if (COMPLETION.test(label) || COVERAGE.test(label)) return completionOf(around);
  if (RETURN.test(label)) return returnOf(around);
  if (around.index === 0 && /率$/.test(label)) return dueOf(around);
  if (CAPACITY.test(label)) return capacityOf(around);
  if (OVERFULFILLED.test(label)) return overfulfilledOf(around);
  return null;
}

/** 送达率98%：应送达2500份，实际送达2450份 */
function dueOf({ drafts }: Around): DraftDerivation | null {
  const [, due, done, more] = drafts;
  if (!due || !done || more !== undefined || due.dimension !== done.dimension || due.dimension === 'ratio') return null;
  return /^应/.test(due.label) && done.basis === 'actual' ? ratio(done, due) : null;
}

const CAPACITY = /(?:入住|使用|占用|利用|负荷|上座)率$/;
const HOLDS = /床位|能力|座位|泊位|车位|工位|设计|额定|核定/;
const HELD = /入住|在院|在住|占用|使用|停放|实际|日均|现有/;

/** 床位4820张，入住老人2892人，入住率60%; 处理能力540吨，日均实际处理量486吨，利用率90%: what is held over what can be. */
function capacityOf({ drafts, index }: Around): DraftDerivation | null {
  const [whole, part] = drafts.slice(0, index).slice(-2);
  if (!whole || !part || !HOLDS.test(whole.label) || !HELD.test(part.label) || HOLDS.test(part.label)) return null;
  const isHeld = whole.dimension === part.dimension || (part.dimension === 'people' && /^count:/.test(whole.dimension));
  return isHeld && part.partOf === null && whole.partOf === null ? ratio(part, whole) : null;
}

const OVERFULFILLED = /^(?:超额|超计划|超任务|超目标)(?:完成|实施|开展)?(?:了|任务|计划)?$/;

/** 计划60次，实际72次，超额完成20% */
function overfulfilledOf({ drafts, index }: Around): DraftDerivation | null {
  const [planned, done] = drafts.slice(0, index).slice(-2);
  if (!planned || !done || planned.dimension !== done.dimension || planned.dimension === 'ratio') return null;
  if (planned.basis !== 'planned' || done.basis !== 'actual') return null;
  return { kind: 'growth', operands: [done, planned], exhaustive: false };
}

/** 参保176268人，完成任务数173218人的101.76% */
function ofNamed({ drafts, index }: Around): DraftDerivation | null {
  const [part, whole] = drafts.slice(0, index).slice(-2);
  if (!part || !whole || part.dimension !== whole.dimension || !/占|完成|相当于|达到?/.test(whole.label)) return null;
  return ratio(part, whole);
}

/** 抽查100户，满意96户，满意度96% */
function satisfiedOf({ drafts, index }: Around): DraftDerivation | null {
  const [asked, satisfied] = drafts.slice(0, index).slice(-2);
  if (!asked || !satisfied || asked.dimension !== satisfied.dimension) return null;
  return /满意$/.test(satisfied.label) && /查|访|问|评/.test(asked.label) ? ratio(satisfied, asked) : null;
}

/** 发放问卷200份，收回有效问卷196份，有效率98% */
function returnOf({ drafts, index }: Around): DraftDerivation | null {
  const kin = drafts.slice(0, index).filter(({ dimension }) => dimension.startsWith('count:'));
  const back = kin.at(-1);
  const out = kin.at(-2);
  if (!back || !out || kin.length !== 2 || back.dimension !== out.dimension) return null;
  return /发/.test(out.label) && /收/.test(back.label) ? ratio(back, out) : null;
}

function ratio(part: Draft | undefined, whole: Draft | undefined): DraftDerivation | null {
  if (part === undefined || whole === undefined || part === whole) return null;
  return { kind: 'ratio', operands: [part, whole], exhaustive: false };
}

/** Spent over what there was to spend; the paragraph's last budget where the sentence names none, an adjusted one before an initial one. */
function executionOf(rate: Draft, { drafts, index, before }: Around): DraftDerivation | null {
  const earlier = drafts.slice(0, index).filter(isWholeAmount);
  const spent =
    spentIn(earlier) ??
    earlier.findLast(({ basis, metric }) => metric === 'budget' && basis === 'allocated') ??
    spentIn(before.filter(isWholeAmount));
  if (spent === undefined) return null;
  const initial = /年初/.test(rate.label);
  const here = totalIn(
    earlier.filter((draft) => draft !== spent),
    initial,
  );
  if (here !== undefined && earlier.includes(spent)) return ratio(spent, here);
  const farther =
    here ??
    totalIn(
      before.filter((draft) => isWholeAmount(draft) && draft !== spent),
      initial,
    );
  return farther !== undefined && isPlausible(rate, spent, farther) ? ratio(spent, farther) : null;
}

function isWholeAmount({ dimension, partOf, metric }: Draft): boolean {
  return dimension === 'money' && partOf === null && metric !== 'unit-price' && metric !== 'other';
}

function spentIn(drafts: readonly Draft[]): Draft | undefined {
  const spent = drafts.filter(
    ({ metric, basis }) => metric === 'executed' && basis !== 'planned' && basis !== 'last-year',
  );
  return spent.find(({ basis }) => basis === 'actual') ?? spent.at(-1);
}

/** Figures of other sentences are this rate's only where they come near it: a county's budget is not this project's. */
function isPlausible(rate: Draft, spent: Draft, total: Draft): boolean {
  const [part, whole, stated] = [spent, total, rate].map(({ quantity }) => toBase(quantity)?.value);
  if (!part || !whole || !stated || whole.isZero() || stated.isZero()) return false;
  const factor = part.div(whole).div(stated);
  return factor.lessThanOrEqualTo(MOST_FACTOR) && factor.times(MOST_FACTOR).greaterThanOrEqualTo(1);
}

function totalIn(drafts: readonly Draft[], initial: boolean): Draft | undefined {
  const metrics: readonly Metric[] = ['budget', 'income'];
  const totals = drafts.filter(({ metric, basis }) => metrics.includes(metric) && basis !== 'last-year');
  return (
    (initial ? totals.findLast(({ basis }) => basis === 'initial') : undefined) ??
    totals.findLast(({ basis, metric }) => metric === 'budget' && basis === 'adjusted') ??
    totals.find(({ metric, label }) => metric === 'income' && /总/.test(label)) ??
    totals.findLast(({ basis }) => basis !== 'initial') ??
    totals.at(-1)
  );
}

function scoreRateOf(rate: Draft, { drafts, index }: Around): DraftDerivation | null {
  const earlier = drafts.slice(0, index).filter(({ subject }) => subject === rate.subject);
  return ratio(
    earlier.findLast(({ metric }) => metric === 'score'),
    earlier.findLast(({ metric }) => metric === 'points'),
  );
}

/** 占比 of the part before it over the total that part is of; 占总支出的 over what these words name. */
function shareOf(rate: Draft, { drafts, index }: Around): DraftDerivation | null {
  const part = drafts.slice(0, index).findLast(({ dimension }) => dimension !== 'ratio');
  if (part === undefined) return null;
  if (part.partOf !== null) return ratio(part, part.partOf);
  const named = /占([^，。]{2,20}?)(?:的|比重|比例|总额的)?$/.exec(rate.label)?.[1]?.replace(/^(?:当年|全年|本年)/, '');
  if (named === undefined || /^(?:比|比重|比例)$/.test(named)) return null;
  const whole = drafts
    .slice(0, index)
    .findLast(
      (draft) =>
        draft !== part &&
        draft.dimension === part.dimension &&
        (draft.label.endsWith(named) || (draft.subject !== '' && named.endsWith(draft.subject))),
    );
  return ratio(part, whole);
}

/** 从A降至B，降幅p; A，比上年B增长p: growth from the older to the newer of the two amounts just before. */
function growthOf(rate: Draft, { drafts, index }: Around): DraftDerivation | null {
  const kin = drafts.slice(0, index).filter(({ dimension }) => dimension !== 'ratio' && dimension !== 'points');
  const behind = drafts[index + 1];
  const last = kin.at(-1);
  if (last && behind?.mention?.bracket && isOld(behind) && behind.dimension === last.dimension && last.partOf === null)
    return behind.mention.bracket.open >= rate.end
      ? { kind: 'growth', operands: [last, behind], exhaustive: false }
      : null;
  const former = kin.at(-2);
  // 较上年14.2万元减少1.6万元，下降11.27%: the change itself is printed; without the base nothing follows from it.
  if (last && CHANGE.test(last.label))
    return former && isOld(former) && former.dimension === last.dimension ? ratio(last, former) : null;
  if (!last || !former || last.dimension !== former.dimension || last.partOf !== null) return null;
  // 2022年支出445万元，2021年支出410万元，增长8.54%
  if (isYearLater(former, last)) return { kind: 'growth', operands: [former, last], exhaustive: false };
  const compared = /(?:比|较|同比|相比|对比)/;
  if (isOld(last) && !isOld(former)) return { kind: 'growth', operands: [former, last], exhaustive: false };
  const changed = /(?:降|升|增|减|提高|变)[^，]{0,3}(?:至|到|为)?$/.test(last.label) && /从|由|原/.test(former.label);
  if (
    changed ||
    isYearLater(last, former) ||
    (isOld(former) && (compared.test(rate.label) || rate.label === last.label || GROWTH.test(rate.label)))
  ) {
    return { kind: 'growth', operands: [last, former], exhaustive: false };
  }
  return null;
}

/** 2021年支出900万元，2022年支出1080万元 */
function isYearLater(last: Draft, former: Draft): boolean {
  if (last.metric !== former.metric || last.subject !== former.subject) return false;
  const years = [last, former].map(({ period }) => Number(/^\d{4}(?=年度?$)/.exec(period ?? '')?.[0] ?? Number.NaN));
  return (years[0] ?? Number.NaN) - (years[1] ?? Number.NaN) === 1;
}

/** 上年的2,800人次, 比2022年的30.5万元: what a figure is compared with. */
export function isOld({ label, basis }: Draft): boolean {
  return basis === 'last-year' || /上年|去年|上一年|同期|^(?:比|较|相比|对比|同比)(?:的|之前|以前|原来)?$/.test(label);
}

function arrivalOf({ drafts, index }: Around): DraftDerivation | null {
  const earlier = drafts.slice(0, index).filter(({ dimension }) => dimension === 'money');
  const arrived = earlier.findLast(({ label }) => /到位/.test(label));
  return ratio(
    arrived,
    earlier.findLast((draft) => draft !== arrived && draft.metric === 'budget' && draft.partOf === null),
  );
}

/** 计划培训100人，实际培训90人，完成率90%: what was done over what was planned, both in one unit. */
function completionOf({ drafts, index }: Around): DraftDerivation | null {
  const kin = drafts.slice(0, index).filter(({ dimension }) => dimension !== 'ratio');
  const done = kin.at(-1);
  const planned = kin.at(-2);
  if (!done || !planned || done.dimension !== planned.dimension) return null;
  return planned.basis === 'planned' && done.basis === 'actual' ? ratio(done, planned) : null;
}
