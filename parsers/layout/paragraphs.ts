import { isWrapped } from '../tables/cell-text.ts';
import { isCjk, lastChar, wrapSeparator } from './join-text.ts';
import type { Line } from './lines.ts';

/** A line with the column it stands in. */
export interface FlowLine {
  readonly line: Line;
  readonly pageNumber: number;
  /** Margins of the body text the line belongs to. */
  readonly left: number;
  readonly right: number;
}

export interface Paragraph {
  readonly lines: readonly FlowLine[];
  readonly text: string;
}

/** First lines are set in by two ems; anything from one em on is meant. */
const INDENT_EM = 0.9;
/** Lines of one paragraph stand at most this much farther apart than its others. */
const SPACING = 1.35;
/** A line that ends no sentence may stop this far before the margin: unparted words and closing marks move down. */
const SLACK_EM = 1.6;
const SIZE_CHANGE = 0.12;
const SENTENCE_END = /[。！？!?；;：:]["”’』」）)]?$/;

/** Lines that follow one another, put into paragraphs; lines of the next column or page may go on with one. */
export function toParagraphs(lines: readonly FlowLine[]): Paragraph[] {
  const paragraphs: FlowLine[][] = [];
  for (const [i, line] of lines.entries()) {
    const current = paragraphs.at(-1);
    const previous = current?.at(-1);
    if (current !== undefined && previous !== undefined && goesOn(previous, line, { current, next: lines[i + 1] }))
      current.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map((group) => ({ lines: group, text: joinParagraph(group) }));
}

function goesOn(
  previous: FlowLine,
  next: FlowLine,
  { current, next: after }: { current: readonly FlowLine[]; next: FlowLine | undefined },
): boolean {
  const [a, b] = [previous.line, next.line];
  if (Math.abs(a.size - b.size) > SIZE_CHANGE * Math.max(a.size, b.size)) return false;
  if (a.bold !== b.bold) return false;
  const room = previous.right - previous.line.box[0];
  const slack = SENTENCE_END.test(a.text) ? 0 : SLACK_EM * a.size;
  if (!isWrapped(a, b, room - slack)) return false;
  const indent = b.box[0] - next.left;
  const hanging = current.length > 1 || previous.line.box[0] - previous.left > INDENT_EM * a.size;
  if (indent > INDENT_EM * b.size) {
    // Set in as a whole: the lines of the paragraph stand at one place, or hang below its number.
    const whole = Math.abs(b.box[0] - a.box[0]) < 0.5 * b.size;
    const centred = Math.abs((a.box[0] + a.box[2]) / 2 - (b.box[0] + b.box[2]) / 2) < b.size;
    const hangs =
      b.box[0] - a.box[0] > INDENT_EM * b.size &&
      after !== undefined &&
      Math.abs(after.line.box[0] - b.box[0]) < 0.5 * b.size;
    if (!(whole && (current.length > 1 || !startsAlike(a, b))) && !centred && !hangs) return false;
  } else if (!hanging && SENTENCE_END.test(a.text) && startsNew(b.text)) return false;
  return isClose(previous, next, current);
}

/** Two first lines at the same indent are two paragraphs, unless the first cannot end there. */
function startsAlike(a: Line, b: Line): boolean {
  return SENTENCE_END.test(a.text) || startsNew(b.text);
}

const NUMBERED =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十\d]{1,3}[章条部节])/;

function startsNew(text: string): boolean {
  return NUMBERED.test(text) || /^[•●■◆▪➢☑□√]/.test(text);
}

function isClose(previous: FlowLine, next: FlowLine, current: readonly FlowLine[]): boolean {
  if (previous.pageNumber !== next.pageNumber || next.line.box[1] < previous.line.box[1]) return true;
  const pitch = next.line.baseline - previous.line.baseline;
  const before = current.at(-2);
  if (
    before !== undefined &&
    before.pageNumber === previous.pageNumber &&
    previous.line.baseline > before.line.baseline
  ) {
    return pitch <= SPACING * (previous.line.baseline - before.line.baseline);
  }
  return pitch <= 2.6 * next.line.size;
}

function joinParagraph(lines: readonly FlowLine[]): string {
  let text = '';
  for (const { line } of lines) {
    if (text.length > 1 && /[A-Za-z]-$/.test(text) && /^[a-z]/.test(line.text)) text = text.slice(0, -1) + line.text;
    else text += (text === '' ? '' : wrapSeparator(text, line.text)) + line.text;
  }
  return text;
}

/** Body text ends where a sentence does; a column that stops elsewhere goes on in the next. */
export function endsOpen(text: string): boolean {
  return !SENTENCE_END.test(text) && isCjk(lastChar(text));
}
