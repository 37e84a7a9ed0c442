import { Decimal } from 'decimal.js';
import { rememberByText } from '../remember.ts';
import type { Quantity, QuantityKind } from './quantity.ts';

/** What a unit measures, and how many base units one of it is. */
export interface UnitMeaning {
  /** money, people, person-times, ratio, percentage-points, points, a physical one, `count:个`, compound `money/people/year`. */
  readonly dimension: string;
  readonly factor: Decimal;
}

/** A value in the base unit of its dimension: 元, 人, 人次, 1 for ratios. */
export interface BaseValue {
  readonly value: Decimal;
  readonly upper: Decimal | null;
  readonly dimension: string;
}

const MULTIPLIERS: readonly (readonly [string, string])[] = [
  ['万亿', '1e12'],
  ['千万', '1e7'],
  ['百万', '1e6'],
  ['十万', '1e5'],
  ['亿', '1e8'],
  ['万', '1e4'],
  ['千', '1e3'],
  ['百', '1e2'],
];
const MEASURES: ReadonlyMap<string, readonly [dimension: string, factor: string]> = new Map([
  ['元', ['money', '1']],
  ['元人民币', ['money', '1']],
  ['块钱', ['money', '1']],
  ['人', ['people', '1']],
  ['名', ['people', '1']],
  ['位', ['people', '1']],
  ['人次', ['person-times', '1']],
  ['人/次', ['people/time', '1']],
  ['%', ['ratio', '0.01']],
  ['百分比', ['ratio', '0.01']],
  ['‰', ['ratio', '0.001']],
  ['个百分点', ['percentage-points', '1']],
  ['百分点', ['percentage-points', '1']],
  ['分', ['points', '1']],
  ['倍', ['multiple', '1']],
  ['米', ['length', '1']],
  ['m', ['length', '1']],
  ['厘米', ['length', '0.01']],
  ['毫米', ['length', '0.001']],
  ['延米', ['length', '1']],
  ['公里', ['length', '1000']],
  ['km', ['length', '1000']],
  ['平方米', ['area', '1']],
  ['平方', ['area', '1']],
  ['平米', ['area', '1']],
  ['㎡', ['area', '1']],
  ['m²', ['area', '1']],
  ['m2', ['area', '1']],
  ['公顷', ['area', '10000']],
  ['平方公里', ['area', '1000000']],
  ['平方千米', ['area', '1000000']],
  ['km²', ['area', '1000000']],
  ['亩', ['area-mu', '1']],
  ['立方米', ['volume', '1']],
  ['立方', ['volume', '1']],
  ['m³', ['volume', '1']],
  ['m3', ['volume', '1']],
  ['克', ['mass', '0.001']],
  ['kg', ['mass', '1']],
  ['公斤', ['mass', '1']],
  ['斤', ['mass', '0.5']],
  ['吨', ['mass', '1000']],
  ['千瓦', ['power', '1000']],
  ['kw', ['power', '1000']],
  ['mw', ['power', '1000000']],
  ['kva', ['apparent-power', '1000']],
  ['kv', ['voltage', '1000']],
  ['千瓦时', ['energy', '1']],
  ['kwh', ['energy', '1']],
  ['mm', ['length', '0.001']],
  ['cm', ['length', '0.01']],
  ['t', ['mass', '1000']],
  ['mg', ['mass', '0.000001']],
  ['ml', ['volume', '0.000001']],
  ['ha', ['area', '10000']],
  ['kb', ['data', '0.000000001']],
  ['mb', ['data', '0.000001']],
  ['gb', ['data', '0.001']],
  ['tb', ['data', '1']],
  ['pb', ['data', '1000']],
  ['度', ['energy', '1']],
  ['秒', ['duration', '1']],
  ['分钟', ['duration', '60']],
  ['小时', ['duration', '3600']],
  ['学时', ['count:学时', '1']],
  ['天', ['duration', '86400']],
  ['日', ['duration', '86400']],
  ['工作日', ['workdays', '1']],
  ['个工作日', ['workdays', '1']],
  ['周', ['duration', '604800']],
  ['月', ['months', '1']],
  ['个月', ['months', '1']],
  ['季度', ['months', '3']],
  ['个季度', ['months', '3']],
  ['年', ['months', '12']],
]);
/** Words that only count; each is a dimension of its own, because 3 个 and 3 户 need not be the same three. */
export const CLASSIFIERS: readonly string[] = (
  '个 户 家 项 次 件 起 例 处 所 座 栋 幢 套 台 台套 台次 辆 辆次 艘 架 部 张 份 篇 本 册 册次 期 批 批次 场 场次 节 节次 门 类 种 条 条次 宗 笔 只 ' +
  '头 匹 株 棵 颗 粒 块 片 面 盏 根 支 把 把次 瓶 袋 箱 桶 盒 包 组 班 队 支队 团 校 村 镇 乡 县 市 区 省 街道 社区 户次 家次 件次 天次 车次 床 床位 张床位 床日 ' +
  '方面 大类 大项 大方面 路 点 站 段 单 案 卷 盘 幅 副 双 对 顶 滴 人份 剂 剂次 针 针次 例次 孔 眼 口 井 樘 吨次 层 届 轮 轮次 遍 趟 '
)
  .trim()
  .split(/\s+/);
const CLASSIFIER_SET: ReadonlySet<string> = new Set(CLASSIFIERS);
const PER = /[/·*、•×]|每/;

/** Base units that a figure may be followed by, longest first, for building patterns. */
export const UNIT_WORDS: readonly string[] = [...MEASURES.keys(), ...CLASSIFIERS]
  .filter((word) => word !== '百分比')
  .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Units whose meaning is kept: more than any archive prints. */
const MOST_REMEMBERED = 1000;
const NO_UNIT: UnitMeaning = { dimension: 'none', factor: new Decimal(1) };

/** What a printed unit means; unknown words are a dimension of their own with factor 1, null is dimension `none`. */
export function meaningOf(unit: string | null): UnitMeaning {
  return unit === null ? NO_UNIT : meaningOfPrinted(unit);
}

const meaningOfPrinted = rememberByText(readMeaning, { most: MOST_REMEMBERED });

function readMeaning(unit: string): UnitMeaning {
  if (unit.trim() === '') return NO_UNIT;
  const text = unit.replace(/\s+/g, '').toLowerCase();
  const whole = simpleMeaning(text);
  if (whole !== null) return whole;
  const parts = text.split(PER).filter((part) => part !== '');
  const [first, ...rest] = parts.map(
    (part) => simpleMeaning(part) ?? { dimension: `unit:${part}`, factor: new Decimal(1) },
  );
  if (first === undefined) return { dimension: `unit:${text}`, factor: new Decimal(1) };
  const below = rest.map(({ dimension }) => dimension).sort();
  const factor = rest.reduce((product, part) => product.div(part.factor), first.factor);
  return { dimension: [first.dimension, ...below].join('/'), factor };
}

function simpleMeaning(text: string): UnitMeaning | null {
  const measure = MEASURES.get(text);
  if (measure) return { dimension: measure[0], factor: new Decimal(measure[1]) };
  if (CLASSIFIER_SET.has(text)) return { dimension: `count:${text}`, factor: new Decimal(1) };
  for (const [word, factor] of MULTIPLIERS) {
    if (!text.startsWith(word)) continue;
    const rest = text.slice(word.length);
    if (rest === '') return { dimension: 'none', factor: new Decimal(factor) };
    const base = simpleMeaning(rest);
    if (base !== null) return { dimension: base.dimension, factor: base.factor.times(factor) };
  }
  return null;
}

/** The quantity in base units; null where it has no value or is a date. */
export function toBase(quantity: Quantity): BaseValue | null {
  if (quantity.value === null || quantity.kind === 'date') return null;
  const { dimension, factor } = meaningOf(quantity.unit);
  return {
    value: new Decimal(quantity.value).times(factor),
    upper: quantity.upper === null ? null : new Decimal(quantity.upper).times(factor),
    dimension,
  };
}

/** True where both units measure the same thing: 元 and 万元, 元/人*月 and 元/人·月; not 人 and 人次. */
export function sameDimension(a: string | null, b: string | null): boolean {
  return meaningOf(a).dimension === meaningOf(b).dimension;
}

/** The kind of a figure with this unit. */
export function kindOfUnit(unit: string | null): Extract<QuantityKind, 'number' | 'percent' | 'amount'> {
  const { dimension } = meaningOf(unit);
  if (dimension === 'ratio' || dimension === 'percentage-points') return 'percent';
  return dimension === 'money' || dimension.startsWith('money/') ? 'amount' : 'number';
}

/** 万 in a cell under the heading 元 or 万元 is 万元; under 人 it is 万人. */
export function joinMultiplier(printed: string, context: string | null): string {
  if (context === null || !MULTIPLIERS.some(([word]) => word === printed)) return printed;
  const multiplier = MULTIPLIERS.find(([word]) => context.startsWith(word) && simpleMeaning(context) !== null);
  const base = multiplier ? context.slice(multiplier[0].length) : context;
  return base === '%' || base === '‰' ? printed : printed + base;
}
