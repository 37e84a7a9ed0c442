import { child, childrenOf, isOn, valOf, type XmlNode } from '../container/xml-tree.ts';
import { formatCount } from '../layout/counting.ts';

/** Which list and level a paragraph belongs to. */
export interface ListPlace {
  readonly numId: string;
  readonly level: number;
}

export interface ListLabel {
  /** The number as printed with what follows it, e.g. 一、 or "1. "; '' for a bullet. */
  readonly text: string;
  readonly isBullet: boolean;
}

/** Renders automatic numbers in document order; asking for a label counts on. */
export interface Numbering {
  /** The label of the next paragraph at `place`; undefined where the list is not defined or has no number. */
  readonly next: (place: ListPlace) => ListLabel | undefined;
  /** Where a paragraph of this style is placed by the list's own levels; undefined: by none. */
  readonly levelOfStyle: (numId: string, styleId: string) => number | undefined;
  /** Number formats met that are printed as plain numbers instead. */
  readonly unknownFormats: ReadonlySet<string>;
}

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly suffix: string;
  readonly isLegal: boolean;
  /** Level after which this one restarts; null: never. */
  readonly restartAfter: number | null;
  readonly styleId: string | undefined;
}

interface List {
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly startOverrides: ReadonlyMap<number, number>;
}

const LEVELS = 9;
const MAX_LABEL = 60;

/**
 * Reads word/numbering.xml when a list is first met; templates carry one that nothing uses. `readRoot` gives undefined where
 * there is none; `linkedNumId` resolves a numbering style to the list it names.
 */
export function readNumbering(
  readRoot: () => XmlNode | undefined,
  linkedNumId: (styleId: string) => string | undefined,
): Numbering {
  let read: ReadonlyMap<string, List> | undefined;
  const lists = (): ReadonlyMap<string, List> => {
    read ??= readLists(child(readRoot(), 'w:numbering'), linkedNumId);
    return read;
  };
  const counters = new Map<string, (number | null)[]>();
  const overridden = new Set<string>();
  const unknownFormats = new Set<string>();
  const next = ({ numId, level }: ListPlace): ListLabel | undefined => {
    const list = lists().get(numId);
    const own = list?.levels.get(level);
    if (!list || !own) return undefined;
    const counts = counters.get(list.abstractId) ?? new Array<number | null>(LEVELS).fill(null);
    counters.set(list.abstractId, counts);
    advance({ counts, list, numId, level, overridden });
    if (own.format === 'bullet') return { text: '', isBullet: true };
    const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const at = list.levels.get(index);
      const format = own.isLegal ? 'decimal' : (at?.format ?? 'decimal');
      const count = counts[index] ?? at?.start ?? 1;
      const printed = formatCount(count, format);
      if (printed === undefined) unknownFormats.add(format);
      return printed ?? String(count);
    });
    const text = label.slice(0, MAX_LABEL);
    return text.trim() === '' ? undefined : { text: withSuffix(text, own.suffix), isBullet: false };
  };
  const levelOfStyle = (numId: string, styleId: string): number | undefined => {
    for (const [level, { styleId: own }] of lists().get(numId)?.levels ?? []) if (own === styleId) return level;
    return undefined;
  };
  return { next, levelOfStyle, unknownFormats };
}

/** Counts one on at a level: starts it if it is not running, restarts the levels below. */
function advance(at: {
  counts: (number | null)[];
  list: List;
  numId: string;
  level: number;
  overridden: Set<string>;
}): void {
  const { counts, list, numId, level, overridden } = at;
  const override = list.startOverrides.get(level);
  const key = `${numId}/${level}`;
  const running = counts[level] ?? null;
  if (override !== undefined && !overridden.has(key)) counts[level] = override;
  else counts[level] = running === null ? (override ?? list.levels.get(level)?.start ?? 1) : running + 1;
  overridden.add(key);
  for (let upper = 0; upper < level; upper++) counts[upper] ??= list.levels.get(upper)?.start ?? 1;
  for (let lower = level + 1; lower < LEVELS; lower++) {
    const restartAfter = list.levels.get(lower)?.restartAfter;
    if (restartAfter !== null && level <= (restartAfter ?? lower - 1)) counts[lower] = null;
  }
}

/** No space after 、 and ）, as Chinese is set; one after a digit or a dot, so that 1. and 2022年 stay two things. */
function withSuffix(label: string, suffix: string): string {
  const trimmed = label.trimEnd();
  if (suffix === 'nothing') return /[\d.]$/.test(trimmed) ? `${trimmed} ` : label;
  return /[\u3000-\u303f\uff00-\uffef\u4e00-\u9fff\u2460-\u24ff]$/.test(trimmed) ? trimmed : `${trimmed} `;
}

function readLists(
  numbering: XmlNode | undefined,
  linkedNumId: (styleId: string) => string | undefined,
): ReadonlyMap<string, List> {
  const abstracts = new Map<string, XmlNode>();
  for (const node of childrenOf(numbering, 'w:abstractNum')) {
    abstracts.set(node.attribs?.['w:abstractNumId'] ?? '', node);
  }
  const nums = new Map<string, XmlNode>();
  for (const node of childrenOf(numbering, 'w:num')) nums.set(node.attribs?.['w:numId'] ?? '', node);
  const lists = new Map<string, List>();
  for (const [numId, num] of nums) {
    const abstractId = resolveAbstract(num, { abstracts, nums, linkedNumId });
    const levels = readLevels(abstracts.get(abstractId));
    const startOverrides = new Map<number, number>();
    for (const override of childrenOf(num, 'w:lvlOverride')) {
      const level = toCount(override.attribs?.['w:ilvl'], 0);
      const start = valOf(override, 'w:startOverride');
      if (start !== undefined) startOverrides.set(level, toCount(start, 1));
      const own = child(override, 'w:lvl');
      if (own) levels.set(level, readLevel(own, level));
    }
    lists.set(numId, { abstractId, levels, startOverrides });
  }
  return lists;
}

/** The abstract list of a w:num; one that only names a numbering style is looked up there, once. */
function resolveAbstract(
  num: XmlNode,
  known: {
    abstracts: ReadonlyMap<string, XmlNode>;
    nums: ReadonlyMap<string, XmlNode>;
    linkedNumId: (styleId: string) => string | undefined;
  },
): string {
  const abstractId = valOf(num, 'w:abstractNumId') ?? '';
  const link = valOf(known.abstracts.get(abstractId), 'w:numStyleLink');
  const linked = link === undefined ? undefined : known.nums.get(known.linkedNumId(link) ?? '');
  return valOf(linked, 'w:abstractNumId') ?? abstractId;
}

function readLevels(abstract: XmlNode | undefined): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const node of childrenOf(abstract, 'w:lvl')) {
    const level = toCount(node.attribs?.['w:ilvl'], 0);
    if (level < LEVELS) levels.set(level, readLevel(node, level));
  }
  return levels;
}

function readLevel(node: XmlNode, level: number): Level {
  const restart = valOf(node, 'w:lvlRestart');
  return {
    start: toCount(valOf(node, 'w:start'), 0),
    format: valOf(node, 'w:numFmt') ?? 'decimal',
    text: valOf(node, 'w:lvlText') ?? '',
    suffix: valOf(node, 'w:suff') ?? 'tab',
    isLegal: isOn(node, 'w:isLgl'),
    restartAfter: restart === undefined ? level - 1 : restart === '0' ? null : toCount(restart, 1) - 1,
    styleId: valOf(node, 'w:pStyle'),
  };
}

function toCount(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
}
