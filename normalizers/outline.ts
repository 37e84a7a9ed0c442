import type { Block } from '../pipeline/model/document.ts';
import { folded, printed } from './printed.ts';
import { isLevel1Name } from './vocabulary/levels.ts';

/** A numbered line longer than this is a paragraph that begins with a number. */
const LONGEST_HEADING = 45;
const NUMBERS: readonly RegExp[] = [
  /^(?:第?[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}(?:部分|章))/u,
  /^[(（][一二三四五六七八九十]{1,3}[)）]/u,
  /^\d{1,2}[、.．](?!\d)/u,
  /^(?:[(（]\d{1,2}[)）]|\d{1,2}[)）])/u,
];

/** The headings above each block, highest first, by blockId. Only numbering counts, so that every format gives the same. */
export function readOutline(blocks: readonly Block[]): ReadonlyMap<string, readonly string[]> {
  const above = new Map<string, readonly string[]>();
  let path: { level: number; text: string }[] = [];
  for (const block of blocks) {
    const level = headingLevel(block.text);
    if (level !== undefined) path = path.filter((heading) => heading.level < level);
    above.set(
      block.blockId,
      path.map(({ text }) => text),
    );
    if (level !== undefined) path = [...path, { level, text: printed(block.text) }];
  }
  return above;
}

/** Level of a numbered heading, 1 for 一、 to 4 for （1）; undefined for other lines and for numbered sentences. */
export function headingLevel(text: string): number | undefined {
  const line = folded(text);
  if (line.length > LONGEST_HEADING) return undefined;
  const index = NUMBERS.findIndex((pattern) => pattern.test(line));
  if (index < 0) return undefined;
  const rest = line.replace(NUMBERS[index] ?? '', '').replace(/[。.:：]$/u, '');
  return /[。；;！？!?:：]/u.test(rest) || rest === '' ? undefined : index + 1;
}

/** The ordinal of a top-level heading: 3 for 三、; undefined for other lines. */
export function topOrdinal(text: string): number | undefined {
  if (headingLevel(text) !== 1) return undefined;
  const digits = /[一二三四五六七八九十]{1,3}/u.exec(folded(text))?.[0] ?? '';
  const [tens, ones] = digits.includes('十') ? digits.split('十') : ['', digits];
  const value = (digit: string | undefined) => '一二三四五六七八九'.indexOf(digit || ' ') + 1;
  return digits.includes('十') ? (value(tens) || 1) * 10 + value(ones) : value(ones);
}

/** A longer line is a sentence. */
const LONGEST_LINE = 60;
const TABLE_NUMBER = /^附?表\s*[\d一二三四五六七八九十]*(?:[-－—.]\d+)*[:：]?\s*/u;
const WHAT_OF_IT = /(?:完成|得分|评价|评分|自评|分析|实现|绩效)*(?:情况|分析|结果|说明)?(?:分析|表|说明|如下)?$/u;

/** In a caption 绩效指标 names all indicators, not a level of them. */
const NO_LEVEL = /^(?:项目|部门)?绩效(?:指标)?$/u;

/** The level-1 name in a heading or caption: 项目决策 of （一）项目决策。 and of 表4-1 项目决策指标得分情况; undefined if it names none. */
export function findLevel1(line: string): string | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const words = NUMBERS.reduce((rest, pattern) => rest.replace(pattern, ''), printed(line).replace(TABLE_NUMBER, ''));
  const name = words.replace(/[。.:：]$/u, '').replace(WHAT_OF_IT, '');
  const bare = name.replace(/^((?:项目|部门).+?)(?:类?指标|类)$/u, '$1');
  const candidates = [bare, name.replace(/类?(?:具体|主要)?指标$/u, ''), name.replace(/(?:类|的)$/u, '')];
  return candidates.find((candidate) => isLevel1Name(candidate) && !NO_LEVEL.test(candidate));
}
