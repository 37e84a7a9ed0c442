import type { Block, Figure, Table } from '../../pipeline/model/document.ts';
import { isTitle } from './headings.ts';

/** A block or a table in its place in reading order. */
export interface Placed {
  readonly block?: Block;
  readonly table?: Table;
}

/** Most lines between a form and its title: project unit, seal, signature, date, unit of amounts. */
const REACH_ABOVE = 6;
const BETWEEN_MAX = 60;
const TABLE_WORD = /^[（(]?\s*(?:续?\s*附?表|Table)/i;
const FIGURE_WORD = /^[（(]?\s*(?:续?\s*附?图|Fig)/i;
/** 单位：万元, 填报日期: 2023. 6. 21, （2022年度）, 2023年4月20日: what stands between a title and its form. */
const BETWEEN = /[:：]|^[（(].{1,30}[）)]$|^[\d\s年月日度.．/-]+$|公章|盖章|签字/;

/**
 * The line that names each table: 表4-1 …, or the title of a form, above it with only such lines as 单位：万元 between; a
 * numbered line below only where none stands above and no other table follows at once. Tables without one are left out.
 */
export function findTableCaptions(placed: readonly Placed[]): ReadonlyMap<string, string> {
  const captions = new Map<string, string>();
  const used = new Set<string>();
  placed.forEach(({ table }, index) => {
    if (!table) return;
    const named = findAbove(placed, index) ?? findBelow(placed, index);
    if (!named || used.has(named.blockId)) return;
    used.add(named.blockId);
    captions.set(table.tableId, named.text.trim());
  });
  return captions;
}

function findAbove(placed: readonly Placed[], index: number): Block | undefined {
  for (let back = 1; back <= REACH_ABOVE; back++) {
    const block = placed[index - back]?.block;
    if (!block || block.kind === 'header' || block.kind === 'footer') return undefined;
    const text = block.text.trim();
    if (block.kind === 'caption') return FIGURE_WORD.test(text) ? undefined : block;
    if (block.kind === 'heading' && block.level === 1 && (isTitle(text) || /表/.test(text))) return block;
    if (!standsBetween(text)) return undefined;
  }
  return undefined;
}

/** True for the short lines between the name of a table and the table: 单位：万元, （2022年度）, 填报日期：… */
export function standsBetween(text: string): boolean {
  return text.length <= BETWEEN_MAX && BETWEEN.test(text.trim());
}

function findBelow(placed: readonly Placed[], index: number): Block | undefined {
  const block = placed[index + 1]?.block;
  if (block?.kind !== 'caption' || !TABLE_WORD.test(block.text) || placed[index + 2]?.table) return undefined;
  return block;
}

/** Adds the caption and, where it has no place yet, the neighbouring block to a figure standing before item `before`. */
export function placeFigure(figure: Figure, before: number | undefined, placed: readonly Placed[]): Figure {
  if (before === undefined) return figure;
  const below = placed[before]?.block;
  const above = placed[before - 1]?.block;
  const isCaption = (block: Block | undefined) => block?.kind === 'caption' && FIGURE_WORD.test(block.text);
  const named = isCaption(below) ? below : isCaption(above) ? above : undefined;
  const beside = named ?? above ?? below;
  const sources = figure.sources.map((source) => (beside ? { ...source, blockId: beside.blockId } : source));
  return { ...figure, caption: figure.caption ?? named?.text.trim() ?? null, sources };
}
