import type { Block } from '../../model/document.ts';
import { parseChineseNumeral } from '../../model/quantity/numerals.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { cite } from '../wording.ts';

const NUMBERED = /^\s*([一二三四五六七八九十]{1,3})\s*[、.．]\s*\S/u;
/** Longer lines with such a number are sentences of a list, not headings of the report. */
const LONGEST_HEADING = 40;

export const numberingHasNoGap = defineCheck({
  id: 'C103',
  name: 'numbering-has-no-gap',
  title: { zh: '章节编号连续', en: 'The numbering of chapters has no gap' },
  why: {
    zh: '编号中断，往往是整段内容被删去或从别的报告拷贝而来。',
    en: 'A gap often means that a chapter was deleted or copied from another report.',
  },
  basis: { zh: '章节编号应当连续', en: 'chapters are numbered without gaps' },
  severity: 'note',
  applies: {
    zh: '一份报告的一级标题（一、二、三……）。从“一”重新开始的视为另一组；编号嵌在上一段末尾的不算缺失。',
    en: 'The first-level headings of one report (一、二、三、…). A new 一 begins another list; a number glued to the end of the paragraph before is not missing.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '编号连续', en: 'no gap' },
      kind: 'valid',
      context: () => example({ blocks: headings('一、基本情况', '二、评价结论', '三、有关建议') }),
      findings: [],
    },
    {
      name: { zh: '四之后是八', en: 'from four to eight' },
      kind: 'invalid',
      context: () =>
        example({
          blocks: headings('一、基本情况', '二、工作情况', '三、结论', '四、分析', '八、其他问题', '九、公开情况'),
        }),
      findings: [
        {
          severity: 'note',
          outcome: 'fail',
          recorded: '八、其他问题',
          recomputed: '五',
          cites: ['四、分析', '八、其他问题'],
        },
      ],
    },
    {
      name: { zh: '编号嵌在上一段末尾', en: 'a heading glued to the paragraph before' },
      kind: 'guard',
      context: () =>
        example({
          blocks: [
            ...headings('一、基本情况', '二、完成情况'),
            '满意度为90.15%，完成了指标值。三、综合评价情况',
            ...headings('四、有关建议'),
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '章节之内另有编号', en: 'a list inside a chapter' },
      kind: 'guard',
      context: () =>
        example({ blocks: headings('一、基本情况', '二、主要做法', '一、加强领导', '二、强化宣传', '三、有关建议') }),
      findings: [],
    },
    {
      name: { zh: '没有编号', en: 'no numbers' },
      kind: 'not-applicable',
      context: () => example({ blocks: headings('一、基本情况') }),
      findings: [],
    },
  ],
});

function headings(...texts: readonly string[]) {
  return texts.map((text) => ({ kind: 'heading', text }) as const);
}

interface Numbered {
  readonly number: number;
  readonly block: Block;
  /** Index in the blocks of the report. */
  readonly at: number;
}

interface Gap {
  readonly before: Numbered;
  readonly after: Numbered;
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const own = new Set(context.report.blockIds);
  const blocks = context.document.blocks.filter(({ blockId }) => own.has(blockId));
  const numbered = blocks.flatMap((block, at): Numbered[] => {
    const number = numberOf(block);
    return number === null ? [] : [{ number, block, at }];
  });
  const [first] = numbered;
  if (first === undefined) return [];
  const gaps = findGaps(numbered).filter(({ before, after }) => !isGlued(blocks, { before, after }));
  if (gaps.length === 0) {
    const verdict: Verdict =
      numbered.length < 2 ? NOT_NUMBERED : { outcome: 'pass', recomputed: null, formula: null, rounding: null };
    return [{ subject: '章节编号', recorded: null, operands: [], evaluate: () => verdict }];
  }
  return gaps.map(({ before, after }): Subject => {
    const recorded = toFigure(after.block);
    const counterpart = toFigure(before.block);
    return {
      subject: '章节编号',
      recorded,
      operands: [counterpart],
      evaluate: () => judge(context, { before, recorded, counterpart }),
    };
  });
}

function numberOf({ kind, text }: Block): number | null {
  if (kind === 'header' || kind === 'footer' || kind === 'caption') return null;
  if (kind !== 'heading' && text.trim().length > LONGEST_HEADING) return null;
  const numeral = NUMBERED.exec(text)?.[1];
  const value = numeral === undefined ? null : parseChineseNumeral(numeral);
  return value === null ? null : Number(value);
}

/** Follows the numbers; 一 begins a list inside the chapter, and a number that continues an outer list ends the inner one. */
function findGaps(numbered: readonly Numbered[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let open: Numbered[] = [];
  for (const item of numbered) {
    const continued = open.findLastIndex(({ number }) => number + 1 === item.number);
    const last = open.at(-1);
    if (continued !== -1) open = [...open.slice(0, continued), item];
    else if (item.number === 1 || last === undefined) open = [...open, item];
    else {
      if (item.number > last.number) gaps.push({ before: last, after: item });
      open = [...open.slice(0, -1), item];
    }
  }
  return gaps;
}

/** 。三、 at the end of a paragraph in between: the heading is there, only its line break is not. */
function isGlued(blocks: readonly Block[], { before, after }: Gap): boolean {
  const between = blocks.slice(before.at, after.at).map(({ text }) => text);
  const missing = Array.from({ length: after.number - before.number - 1 }, (_, index) =>
    toNumeral(before.number + index + 1),
  );
  return missing.every((numeral) => between.some((text) => text.includes(`${numeral}、`)));
}

function judge(
  context: CheckContext,
  { before, recorded, counterpart }: { before: Numbered; recorded: NamedFigure; counterpart: NamedFigure },
): Verdict {
  const [figure, other] = [cite(context, recorded), cite(context, counterpart)];
  return {
    outcome: 'fail',
    recomputed: toNumeral(before.number + 1),
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: {
      zh: `章节编号不连续：${other.zh}之后是${figure.zh}。`,
      en: `The numbering has a gap: after ${other.en} comes ${figure.en}.`,
    },
  };
}

function toFigure(block: Block): NamedFigure {
  const blank = { value: null, upper: null, unit: null, comparator: null, decimals: null };
  const quantity = { raw: block.text.trim(), kind: 'text' as const, ...blank, sources: block.sources };
  return { quantity, label: { zh: '标题', en: 'heading' }, text: block.text.trim() };
}

/** 1 to 99 in Chinese numerals. */
function toNumeral(number: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const [tens, units] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}十`;
  return `${head}${digits[units] ?? ''}`;
}

const NOT_NUMBERED: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '章节没有连续编号。', en: 'The chapters are not numbered.' },
};
