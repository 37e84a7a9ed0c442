import { child, childrenOf, textOf, type XmlNode } from '../container/xml-tree.ts';
import { compose, type Matrix, mapBox } from '../pdf/matrix.ts';
import type { PageContent, Picture } from '../pdf/page-content.ts';
import { createPathTracer } from '../pdf/trace-path.ts';
import { createTextTracer } from '../pdf/trace-text.ts';
import { type BoxMm, POINTS_PER_MM, readBox, readDeltas, readMatrix, readNumber, readNumbers } from './values.ts';

/** What a page draws, in points of the displayed page, and what was passed over. */
export interface TracedPage {
  readonly content: PageContent;
  /** Objects drawn from elsewhere (CompositeObject). */
  readonly composites: number;
}

/** Operators as the path tracer knows them. */
const PAINT = { stroke: 1, fill: 2, fillStroke: 3 } as const;
/** Path codes of the tracer. */
const [MOVE, LINE, CUBIC, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];
/** Operands of each letter of AbbreviatedData; A is an arc of which the end counts. */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
/** Line width where an object gives none (8.2, CT_GraphicUnit), in mm. */
const LINE_WIDTH_MM = 0.353;
const FONT = 'ofd';
const BOLD_WEIGHT = 600;
/** Widths in ems where the file says no more: its fonts are not opened. */
const [WIDE_EM, NARROW_EM] = [1, 0.5];
/** A distance beyond these to the next character is a gap and not the width of this one. */
const [WIDEST_WIDE_EM, WIDEST_NARROW_EM] = [1.1, 0.95];
const NARROW = /[ -\u02ff\u2010-\u2027\u20a0-\u20bf\uff61-\uffdc]/u;

/**
 * Follows the objects of page parts (templates first) in drawing order. Text is taken from TextCode alone; glyph
 * substitutions (CGTransform) change how it looks, not what it says.
 */
export function tracePage(
  parts: readonly XmlNode[],
  { pageNumber, box }: { pageNumber: number; box: BoxMm },
): TracedPage {
  const size = { widthPt: box[2] * POINTS_PER_MM, heightPt: box[3] * POINTS_PER_MM };
  const text = createTextTracer((id) => ({ name: id, bold: id.endsWith('bold') }));
  const paths = createPathTracer(PAINT);
  const pictures: Picture[] = [];
  let composites = 0;

  const visit = (node: XmlNode): void => {
    if (node.attribs?.Visible === 'false' || node.attribs?.Alpha === '0') return;
    switch (node.name) {
      case 'TextObject':
        traceText(node, { text, ctm: toPage(node, box) });
        return;
      case 'PathObject': {
        const path = readPath(node, toPage(node, box));
        if (path) paths.trace({ ...path, clip: [0, 0, size.widthPt, size.heightPt] });
        return;
      }
      case 'ImageObject':
        pictures.push({ box: pictureBox(node, box), objId: null, widthPx: 0, heightPx: 0 });
        return;
      case 'CompositeObject':
        composites += 1;
        return;
      default:
        for (const part of node.children ?? []) visit(part);
    }
  };
  for (const part of parts) visit(part);

  const { words, glyphs, quality } = text.finish();
  const traced = { ...paths.finish(), pictures, skippedPictures: 0 };
  return { content: { pageNumber, ...size, words, glyphs, quality, ...traced }, composites };
}

/** From the coordinates of an object to the page: its own matrix, then its place, then points. */
function toPage(node: XmlNode, page: BoxMm): Matrix {
  const [x, y] = readBox(node.attribs?.Boundary) ?? [0, 0];
  const place: Matrix = [
    POINTS_PER_MM,
    0,
    0,
    POINTS_PER_MM,
    (x - page[0]) * POINTS_PER_MM,
    (y - page[1]) * POINTS_PER_MM,
  ];
  return compose(place, readMatrix(node.attribs?.CTM));
}

function pictureBox(node: XmlNode, page: BoxMm): Picture['box'] {
  const [x, y, width, height] = readBox(node.attribs?.Boundary) ?? [0, 0, 0, 0];
  const place: Matrix = [POINTS_PER_MM, 0, 0, POINTS_PER_MM, -page[0] * POINTS_PER_MM, -page[1] * POINTS_PER_MM];
  return mapBox(place, [x, y, x + width, y + height]);
}

/** One run for each stretch of characters that stand on one line. */
function traceText(node: XmlNode, { text, ctm }: { text: ReturnType<typeof createTextTracer>; ctm: Matrix }): void {
  const size = readNumber(node, 'Size', 0);
  if (!(size > 0)) return;
  const scale = readNumber(node, 'HScale', 1);
  text.setFont(readNumber(node, 'Weight', 400) >= BOLD_WEIGHT ? `${FONT}bold` : FONT, size);
  let [x, y] = [0, 0];
  for (const code of childrenOf(node, 'TextCode')) {
    x = readNumber(code, 'X', x);
    y = readNumber(code, 'Y', y);
    const chars = [...textOf(code).replace(/[\r\n]/g, '')];
    const right = readDeltas(code.attribs?.DeltaX, chars.length - 1);
    const down = readDeltas(code.attribs?.DeltaY, chars.length - 1);
    let at = { x, y };
    let run: Run = { x, y, items: [] };
    const show = (): void => {
      text.setMatrix([1, 0, 0, 1, run.x, run.y]);
      text.show(run.items, { ctm, hidden: false });
    };
    chars.forEach((char, index) => {
      const step = { x: right[index] ?? (down.length > 0 ? 0 : undefined), y: down[index] ?? 0 };
      const width = widthOf(char, { size, scale, step: step.x });
      run.items.push({ unicode: char, width: (width / size) * 1000 });
      const isLast = index === chars.length - 1;
      at = { x: at.x + (step.x ?? width), y: at.y + step.y };
      if (isLast) return;
      if (step.y === 0) run.items.push(((width - (step.x ?? width)) / size) * 1000);
      else {
        show();
        run = { ...at, items: [] };
      }
    });
    show();
  }
}

interface Run {
  readonly x: number;
  readonly y: number;
  readonly items: (number | { readonly unicode: string; readonly width: number })[];
}

/** The distance to the next character where it can be the width of this one, else what such characters are wide. */
function widthOf(
  char: string,
  { size, scale, step }: { size: number; scale: number; step: number | undefined },
): number {
  const isNarrow = NARROW.test(char);
  const widest = (isNarrow ? WIDEST_NARROW_EM : WIDEST_WIDE_EM) * size * scale;
  if (step !== undefined && step > 0 && step <= widest) return step;
  return (isNarrow ? NARROW_EM : WIDE_EM) * size * scale;
}

/** A path as the tracer takes it; undefined where nothing of it is painted. */
function readPath(node: XmlNode, ctm: Matrix) {
  const isStroked = node.attribs?.Stroke !== 'false';
  const isFilled = node.attribs?.Fill === 'true';
  if (!isStroked && !isFilled) return undefined;
  const data = child(node, 'AbbreviatedData');
  return {
    ctm,
    fill: colourOf(child(node, 'FillColor')),
    stroke: colourOf(child(node, 'StrokeColor')),
    lineWidth: readNumber(node, 'LineWidth', LINE_WIDTH_MM),
    paint: isStroked ? (isFilled ? PAINT.fillStroke : PAINT.stroke) : PAINT.fill,
    points: readPoints(data ? textOf(data) : ''),
  };
}

/** White is told from all other colours; a colour without a value is black. */
function colourOf(node: XmlNode | undefined): string {
  const values = readNumbers(node?.attribs?.Value);
  if (node?.attribs?.Alpha === '0') return 'none';
  return values.length === 3 && values.every((value) => value === 255) ? '#ffffff' : '#000000';
}

/** AbbreviatedData (9.1): letters with their operands; a letter that is not known ends the path. */
function readPoints(text: string): Float32Array {
  const parts = text.trim().split(/[\s,]+/);
  const points: number[] = [];
  for (let at = 0; at < parts.length; ) {
    const letter = parts[at] ?? '';
    const count = OPERANDS[letter];
    if (count === undefined) break;
    const operands = parts.slice(at + 1, at + 1 + count).map(Number);
    if (operands.length < count || !operands.every(Number.isFinite)) break;
    at += 1 + count;
    if (letter === 'S' || letter === 'M') points.push(MOVE, ...operands);
    else if (letter === 'L') points.push(LINE, ...operands);
    else if (letter === 'Q') points.push(QUADRATIC, ...operands);
    else if (letter === 'B') points.push(CUBIC, ...operands);
    else if (letter === 'A') {
      const end = operands.slice(5);
      points.push(QUADRATIC, ...end, ...end);
    } else points.push(CLOSE);
  }
  return Float32Array.from(points);
}
