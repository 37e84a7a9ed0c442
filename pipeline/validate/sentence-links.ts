import { Decimal } from 'decimal.js';
import type { Quantity } from '../model/quantity/quantity.ts';
import { toBase } from '../model/quantity/units.ts';
import type { Fact, Fund, Indicator, Report } from '../model/report.ts';
import { agreementOf, areCounts } from './agreement.ts';
import type { NamedFigure } from './check.ts';
import {
  factFigure,
  fundFigure,
  groupFigure,
  hasValue,
  indicatorFigure,
  indicatorName,
  indicatorPath,
  totalFigure,
} from './figures.ts';
import { foldName } from './identity.ts';
import {
  type Confidence,
  factNames,
  foldLabel,
  foldSubject,
  isOfReportYear,
  isPlaceholder,
  linkToIndicator,
  mayLink,
  rowsNamed,
  unitsFit,
} from './linking.ts';

/** A figure in a sentence and the table cell that should state the same. */
export interface SentenceLink {
  readonly subject: string;
  readonly fact: Fact;
  readonly counterpart: NamedFigure;
  /** Cells that the sentence may mean just as well. */
  readonly alternatives: readonly NamedFigure[];
  readonly confidence: Exclude<Confidence, 'low'>;
  /** warning: not the same words, but several sentences agree with each other against the cell. */
  readonly severity?: 'warning';
}

const GENERIC_RATE = /(?:执行率|执行进度|支出进度|支出率)$/u;
const GENERIC_MONEY =
  /(?:专项|补助|补贴|配套|项目|预算|资金|经费|安排|批复|下达|拨付|到位|总额|总数|总量|本级|区级|县级|市级|财政|拨款|承担|年初|全年|年度|调整后?|实际|支出|使用|执行|完成|数|总|共|额|本|该|级|后|的|为)/gu;
const TOTAL_SCORE =
  /^(?:项目|绩效|整体|部门|支出|自评|评价|综合|最终|本次|考核|自我|评分|结果|总体|最后)*(?:总得分|总评分|总分|得分|评分|自评分|分数)$/u;
/** Money of a whole area or budget, not of a project. */
const WHOLE_AREA = /全[区县市省州国]|一般公共预算|财政收支|政府性基金|部门整体|历年|近[三五\d]年/u;
/** Amounts further apart than this are rather two things than one slip. */
const MOST_FACTOR = 10;
/** 资金共计398万元，详见下表: the amount is the total of the table. */
const TOTAL_AMOUNT = /共计|总计|合计|总额|共下达|共安排|共拨付|总投入/u;
/** Words of a rule or an aim around a bound: such a figure is no statement of what was reached. */
const AIM = /目标|标准|要求|力争|确保|应当?|得\s*\d+(?:\.\d+)?\s*分|得满分|否则|不得分|计划|拟/u;

/** The links of all facts that speak of the report's own year. `announced`: the tables that paragraphs say they are about. */
export function sentenceLinks(
  report: Report,
  announced: ReadonlyMap<string, string> = new Map(),
): readonly SentenceLink[] {
  const facts = report.facts.filter(
    (fact) => hasValue(fact.quantity) && isStatement(fact) && isOfReportYear(report, fact),
  );
  return [
    ...facts.flatMap((fact) => [
      ...rateLinks(report, fact),
      ...amountLinks(report, { fact, announced }),
      ...scoreLinks(report, fact),
    ]),
    ...indicatorLinks(report, facts),
  ];
}

function isStatement({ quantity, sentence }: Fact): boolean {
  const isBound = quantity.comparator !== null && quantity.comparator !== '~' && quantity.comparator !== '=';
  return !(isBound && AIM.test(sentence));
}

/** What a subject adds to generic words must name the report's own project, or it is another thing. */
function ownConfidence(report: Report, { subject }: Fact, rest: string): Confidence {
  if (WHOLE_AREA.test(subject)) return 'low';
  if (rest === '') return 'high';
  const names = [report.project?.text, report.title?.text]
    .map((name) => foldName(name ?? ''))
    .filter((name) => name !== '');
  if (names.some((name) => name.includes(rest) || (name.length >= 4 && rest.includes(name)))) return 'high';
  return 'low';
}

function rateLinks(report: Report, fact: Fact): readonly SentenceLink[] {
  if (fact.metric !== 'execution-rate') return [];
  const rest = foldSubject(fact.subject).replace(GENERIC_RATE, '').replace(GENERIC_MONEY, '');
  const confidence = fact.partOf === null ? ownConfidence(report, fact, rest) : 'low';
  if (confidence === 'low') return [];
  const total = totalFund(report);
  const figure = total === null ? null : fundFigure(total, 'executionRate');
  if (figure === null || !hasValue(figure.quantity)) return [];
  return [{ subject: `文中/执行率`, fact, counterpart: figure, alternatives: fundFigures(report), confidence }];
}

function amountLinks(
  report: Report,
  { fact, announced }: { fact: Fact; announced: ReadonlyMap<string, string> },
): readonly SentenceLink[] {
  const table = TOTAL_AMOUNT.test(fact.sentence) ? announced.get(fact.blockId) : undefined;
  const isNamed = fact.metric === 'budget' || fact.metric === 'executed';
  if (fact.quantity.kind !== 'amount' || !(isNamed || (fact.metric === 'other' && table !== undefined))) return [];
  const total = totalFund(report);
  if (total === null || fact.partOf !== null || fact.quantity.comparator === '~') return [];
  const rest = foldSubject(fact.subject).replace(GENERIC_MONEY, '');
  const column = columnOf(report, fact, total);
  const figure = column === null ? null : fundFigure(total, column);
  const isAnnounced = figure !== null && table !== undefined && standsIn(figure, table);
  const named = isNamed ? ownConfidence(report, fact, rest) : 'low';
  const confidence = isAnnounced ? 'high' : named;
  if (confidence === 'low') return [];
  if (figure === null || !hasValue(figure.quantity)) return [];
  const word = fact.metric === 'executed' ? '执行数' : '预算数';
  const alternatives = [...fundFigures(report), ...indicatorAmounts(report)];
  // One amount among several of its kind may be a tranche or another year's: only a lone one accuses.
  const isAlone =
    report.facts.filter((other) => other.metric === fact.metric && other.partOf === null && !sameFigure(other, fact))
      .length === 0;
  return [
    {
      subject: `文中/${word}`,
      fact,
      counterpart: figure,
      alternatives,
      confidence: (isAlone || isAnnounced) && isWithin(fact.quantity, figure.quantity) ? confidence : 'medium',
    },
  ];
}

function standsIn({ quantity }: NamedFigure, table: string): boolean {
  return quantity.sources.some(({ tableId }) => tableId === table);
}

function isWithin(a: Quantity, b: Quantity): boolean {
  const [first, second] = [toBase(a), toBase(b)];
  if (first === null || second === null || first.value.isZero() || second.value.isZero()) return false;
  if (first.dimension !== second.dimension) return true;
  const factor = first.value.div(second.value).abs();
  return factor.lte(MOST_FACTOR) && factor.gte(new Decimal(1).div(MOST_FACTOR));
}

/** 年初预算 is the only budget of a form without that column, unless the text tells of an adjustment. */
function columnOf(report: Report, fact: Fact, total: Fund): 'initialBudget' | 'budget' | 'arrived' | 'executed' | null {
  if (fact.metric === 'executed') return 'executed';
  if (total.budget === null && total.initialBudget === null && total.arrived !== null) return 'arrived';
  if (fact.basis !== 'initial') return total.budget !== null ? 'budget' : 'initialBudget';
  if (total.initialBudget !== null) return 'initialBudget';
  return report.facts.some(({ metric, basis }) => metric === 'budget' && basis === 'adjusted') ? null : 'budget';
}

function scoreLinks(report: Report, fact: Fact): readonly SentenceLink[] {
  if (fact.metric !== 'score' && fact.metric !== 'points') return [];
  const field = fact.metric;
  const name = foldSubject(fact.subject);
  const total = totalFigure(report, field);
  const isTabled = total?.quantity.sources.some((source) => source.tableId !== undefined) ?? false;
  if (field === 'score' && TOTAL_SCORE.test(name) && isTabled && total !== null && hasValue(total.quantity)) {
    const isOwn =
      fact.headings.length === 0 ||
      !report.groups.some((group) => foldLabel(group.name) === foldLabel(fact.headings.at(-1) ?? ''));
    const inGroup = report.indicators.some(
      (row) => foldLabel(indicatorName(row)) === foldLabel(fact.headings.at(-1) ?? ''),
    );
    if (isOwn && !inGroup)
      return [{ subject: '文中/总分', fact, counterpart: total, alternatives: [], confidence: 'high' }];
    return [];
  }
  return report.groups.flatMap((group): SentenceLink[] => {
    const figure = groupFigure(group, field);
    if (figure === null || !hasValue(figure.quantity)) return [];
    const own = foldLabel(group.name)
      .replace(/指标$/u, '')
      .replace(/^项目(?=..)/u, '');
    const stated = name
      .replace(/(?:权重|分值|得分|实际|满分|应得|自评|评价|总|的|分)+$/u, '')
      .replace(/(?:类)?(?:指标)?$/u, '');
    if (own.length < 2 || stated !== own) return [];
    if (
      report.groups.some(
        (other) => other !== group && foldLabel(other.name) === foldLabel(group.name) && other.parent !== group.parent,
      )
    )
      return [];
    return [
      {
        subject: `文中/${group.name}/${field === 'points' ? '分值' : '得分'}`,
        fact,
        counterpart: figure,
        alternatives: [],
        confidence: 'high',
      },
    ];
  });
}

interface RowLink {
  readonly fact: Fact;
  readonly counterpart: NamedFigure;
  readonly confidence: Exclude<Confidence, 'low'>;
  readonly severity?: 'warning';
}

/** Facts linked to indicator rows; where one of several facts agrees with the row, the vaguer ones say nothing. */
function indicatorLinks(report: Report, facts: readonly Fact[]): readonly SentenceLink[] {
  const named = facts.map((fact) => ({ fact, names: factNames(fact) }));
  return report.indicators.flatMap((indicator): SentenceLink[] => {
    if (isPlaceholder(indicator)) return [];
    const isSatisfaction = /满意/u.test(indicatorName(indicator));
    const near = named
      .filter(({ fact, names }) => mayLink(names, indicator) || (isSatisfaction && fact.metric === 'satisfaction'))
      .map(({ fact }) => fact);
    if (near.length === 0) return [];
    return (['actual', 'points', 'score'] as const).flatMap((field): SentenceLink[] => {
      const counterpart = indicatorFigure(indicator, field);
      if (counterpart === null || !hasValue(counterpart.quantity)) return [];
      const links = near.flatMap((fact) => rowLink(report, { fact, indicator, field, counterpart }));
      const agreeing = links.filter(({ fact }) => agrees(fact, counterpart));
      const sure = links.filter(({ confidence }) => confidence === 'high');
      // 实际参保人数 stated three times: where two sentences agree with the row, the third with the same words means it too.
      const alike = links.filter(({ fact }) =>
        agreeing.some(
          (link) => foldSubject(link.fact.subject) === foldSubject(fact.subject) && foldSubject(fact.subject) !== '',
        ),
      );
      const found = sure.length > 0 ? sure : vagueLinks(links, facts);
      const kept = agreeing.length > 0 ? [...new Set([...agreeing, ...sure, ...alike])] : found;
      const target = indicatorFigure(indicator, 'target');
      return kept.map((link) => ({
        ...link,
        subject: `文中/${indicatorPath(indicator)}/${FIELD_WORDS[field]}`,
        alternatives: field === 'actual' && target !== null ? [target] : [],
      }));
    });
  });
}

function agrees(fact: Fact, counterpart: NamedFigure): boolean {
  return ['same', 'rounded'].includes(agreementOf(fact.quantity, counterpart.quantity));
}

/** A vague link that two paragraphs state alike is a warning; one alone counts where its paragraph has no other figure that fits. */
function vagueLinks(links: readonly RowLink[], facts: readonly Fact[]): readonly RowLink[] {
  const repeated = links.find(({ fact }) =>
    links.some(({ fact: other }) => other.blockId !== fact.blockId && sameFigure(other, fact)),
  );
  if (repeated !== undefined && links.every(({ fact }) => sameFigure(fact, repeated.fact))) {
    return [{ ...repeated, confidence: 'high', severity: 'warning' }];
  }
  return links.filter(({ fact, counterpart }) => {
    const inParagraph = facts.filter(
      (other) =>
        other.blockId === fact.blockId &&
        (unitsFit(other.quantity, counterpart.quantity) || areCounts(other.quantity, counterpart.quantity)),
    );
    return inParagraph.length === 1;
  });
}

const FIELD_WORDS = { actual: '实际完成值', points: '分值', score: '得分' } as const;

function rowLink(
  report: Report,
  input: { fact: Fact; indicator: Indicator; field: 'actual' | 'points' | 'score'; counterpart: NamedFigure },
): readonly RowLink[] {
  const { fact, indicator, field, counterpart } = input;
  const isScore = fact.metric === 'points' || fact.metric === 'score';
  if (isScore ? fact.metric !== field : field !== 'actual') return [];
  if (!unitsFit(fact.quantity, counterpart.quantity) && !areCounts(fact.quantity, counterpart.quantity)) return [];
  if (fact.metric === 'share' && counterpart.quantity.unit !== '%') return [];
  if (fact.partOf !== null) return [];
  const confidence = isScore ? scoreConfidence(fact, indicator) : actualConfidence(report, fact, indicator);
  if (confidence === 'low') return [];
  const fits = unitsFit(fact.quantity, counterpart.quantity);
  // Two rows of one table with one name: nobody can tell which the sentence means.
  return hasTwin(report, indicator) ? [] : [{ fact, counterpart, confidence: fits ? confidence : 'medium' }];
}

function hasTwin(report: Report, indicator: Indicator): boolean {
  return rowsNamed(report, indicator).some((other) => other !== indicator && other.tableId === indicator.tableId);
}

/** A report with one indicator of satisfaction: a sentence that states a satisfaction rate may well mean it. */
function actualConfidence(report: Report, fact: Fact, indicator: Indicator): Confidence {
  const confidence = linkToIndicator(fact, indicator);
  if (confidence !== 'low' || fact.metric !== 'satisfaction') return confidence;
  const names = new Set(
    report.indicators.map((row) => foldLabel(indicatorName(row))).filter((name) => /满意/u.test(name)),
  );
  return names.size === 1 && /满意/u.test(indicatorName(indicator)) ? 'medium' : 'low';
}

/** 本项指标得4分 in the paragraph of an indicator is that indicator's score; points are stated so rarely that only a score counts. */
function scoreConfidence(fact: Fact, indicator: Indicator): Confidence {
  const name = foldLabel(indicatorName(indicator));
  const subject = foldSubject(fact.subject);
  if (name.length < 3) return 'low';
  if (subject.startsWith(name)) return 'high';
  const topic = foldLabel(fact.headings.at(-1) ?? '');
  return topic === name && /^(?:本|该|此)?(?:项)?(?:指标)?(?:得分|自评得分|实际得分|得|分值)?$/u.test(subject)
    ? 'high'
    : 'low';
}

function totalFund(report: Report): Fund | null {
  return (
    report.funds.find((fund) => fund.fund === 'total') ?? report.funds.find((fund) => fund.parent === null) ?? null
  );
}

/** All figures of the fund table: a sentence may speak of any row. */
function fundFigures(report: Report): readonly NamedFigure[] {
  return report.funds.flatMap((fund) =>
    (['initialBudget', 'budget', 'arrived', 'executed', 'executionRate'] as const).flatMap((field) => {
      const figure = fundFigure(fund, field);
      return figure !== null && hasValue(figure.quantity) ? [figure] : [];
    }),
  );
}

function indicatorAmounts(report: Report): readonly NamedFigure[] {
  return report.indicators.flatMap((indicator) =>
    (['target', 'actual'] as const).flatMap((field) => {
      const figure = indicatorFigure(indicator, field);
      return figure !== null && figure.quantity.kind === 'amount' && hasValue(figure.quantity) ? [figure] : [];
    }),
  );
}

function sameFigure(a: Fact, b: Fact): boolean {
  return agreementOf(a.quantity, b.quantity) === 'same';
}

/** The fact as a figure, for subjects. */
export function linkedFigure(link: SentenceLink): NamedFigure {
  return factFigure(link.fact);
}
