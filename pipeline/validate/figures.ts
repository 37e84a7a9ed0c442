import type { Quantity } from '../model/quantity/quantity.ts';
import { rememberByObject, rememberByText } from '../model/remember.ts';
import type { Fact, Fund, Group, Indicator, Report } from '../model/report.ts';
import type { Message, Source } from '../model/source.ts';
import type { Lookup, NamedFigure } from './check.ts';

/** Names of rows and headings that are kept clean: those of some reports. */
const MOST_NAMES = 4000;

export type FundField = 'initialBudget' | 'budget' | 'arrived' | 'executed' | 'executionRate' | 'points' | 'score';
export type IndicatorField = 'target' | 'actual' | 'points' | 'score' | 'reviewScore' | 'scoreRate';

const FIELD_WORDS: Readonly<Record<FundField | IndicatorField, Message>> = {
  initialBudget: { zh: '年初预算数', en: 'initial budget' },
  budget: { zh: '全年预算数', en: 'budget' },
  arrived: { zh: '到位数', en: 'amount received' },
  executed: { zh: '全年执行数', en: 'amount executed' },
  executionRate: { zh: '执行率', en: 'execution rate' },
  points: { zh: '分值', en: 'points' },
  score: { zh: '得分', en: 'score' },
  target: { zh: '指标值', en: 'target' },
  actual: { zh: '实际完成值', en: 'actual' },
  reviewScore: { zh: '复核分', en: 'review score' },
  scoreRate: { zh: '得分率', en: 'score rate' },
};

/** The name of a fund row without 其中, numbering, colons and white space: 年度资金总额. */
export function fundName(fund: Fund): string {
  return cleanName(fund.label.text).replace(/^其中[:：]?/u, '');
}

/** The name of an indicator without 指标1：, stars and white space; level 2 or 1 where it has none. */
export const indicatorName = rememberByObject(({ level1, level2, level3 }: Indicator): string =>
  cleanName(level3 ?? level2 ?? level1 ?? '')
    .replace(/^指标\d+[:：.、]?/u, '')
    .replace(/^[★☆*]+/u, ''),
);

/** The names from level 1 down, joined by a slash, for subjects: 产出指标/数量指标/参保人数. */
export const indicatorPath = rememberByObject((indicator: Indicator): string => {
  const heads = [indicator.level1, indicator.level2].filter((name) => name !== null).map(cleanName);
  const name = indicatorName(indicator);
  return [...heads.filter((head) => head !== name), name].filter((part) => part !== '').join('/');
});

/** A figure of a fund row; null where the form has no such place. */
export function fundFigure(fund: Fund, field: FundField): NamedFigure | null {
  return toFigure(fund[field], fundName(fund), FIELD_WORDS[field]);
}

/** A figure of an indicator row; null where the form has no such place. */
export function indicatorFigure(indicator: Indicator, field: IndicatorField): NamedFigure | null {
  return toFigure(indicator[field], indicatorName(indicator), FIELD_WORDS[field]);
}

/** What a heading claims for its group; null where it claims nothing. */
export function groupFigure(group: Group, field: 'points' | 'score'): NamedFigure | null {
  return toFigure(group[field], group.name, FIELD_WORDS[field]);
}

/** A figure of the total row; null where the report has none. */
export function totalFigure(report: Report, field: 'points' | 'score'): NamedFigure | null {
  return toFigure(report.total?.[field] ?? null, '总分', FIELD_WORDS[field]);
}

/** Words that say which amount is meant, for a subject that does not say so itself. */
const METRIC_WORDS: Partial<Readonly<Record<Fact['metric'], { readonly word: string; readonly said: RegExp }>>> = {
  budget: { word: '预算', said: /预算|资金|经费|安排|下达|拨付|到位|收入|配套/u },
  executed: { word: '支出', said: /支出|执行|支付|使用|拨付|发放/u },
  balance: { word: '结余', said: /结余|结转|剩余|余额/u },
};

/** A figure stated in a sentence, called by what it counts. */
export function factFigure(fact: Fact): NamedFigure {
  const metric = METRIC_WORDS[fact.metric];
  const word = metric && !metric.said.test(fact.subject) ? metric.word : '';
  const name = `${fact.period ?? ''}${fact.subject}${word}` || '文中';
  return { quantity: fact.quantity, label: { zh: name, en: `“${name}” in the text` }, text: fact.sentence };
}

/** Any other figure, under a name of the caller's. */
export function namedFigure(quantity: Quantity, label: Message): NamedFigure {
  return { quantity, label, text: quantity.raw };
}

function toFigure(quantity: Quantity | null, name: string, field: Message): NamedFigure | null {
  if (quantity === null) return null;
  return {
    quantity,
    label: { zh: `${name}${field.zh}`, en: `${field.en} of ${name}` },
    text: quantity.raw,
  };
}

const cleanName = rememberByText(
  (name) =>
    name
      .normalize('NFKC')
      .replace(/\s/gu, '')
      .replace(/[:：]+$/u, ''),
  { most: MOST_NAMES },
);

/** The quantities as printed: the lookup of an ordinary evaluation. */
export const asPrinted: Lookup = (figure) => figure.quantity;

/** Whether a place was filled with a figure. */
export function hasValue(quantity: Quantity | null | undefined): quantity is Quantity & { readonly value: string } {
  return quantity !== null && quantity !== undefined && quantity.value !== null && quantity.kind !== 'date';
}

/** What makes two mentions the same figure: the same place in the document with the same value; null without a place. */
export function placeKey(quantity: Quantity): string | null {
  const known = places.get(quantity);
  if (known !== undefined) return known;
  const key = toPlaceKey(quantity);
  places.set(quantity, key);
  return key;
}

/** Asked for with every lookup; a quantity never changes. */
const places = new WeakMap<Quantity, string | null>();

function toPlaceKey(quantity: Quantity): string | null {
  const source: Source | undefined = quantity.sources[0];
  if (source === undefined) return null;
  const place =
    source.tableId === undefined
      ? [source.blockId ?? null, source.line ?? null, source.charSpan ?? null]
      : [source.tableId, source.row ?? null, source.col ?? null];
  return JSON.stringify([source.documentId, ...place, quantity.value ?? quantity.raw]);
}
