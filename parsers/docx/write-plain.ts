import { ReadFailure } from '../../pipeline/model/failure.ts';
import { child, valOf, type XmlNode } from '../container/xml-tree.ts';
import type { ListPlace, Numbering } from './numbering.ts';
import { placeCells } from './place-cells.ts';
import { type ParagraphStyle, type Styles, toLevel, toOutline, toSize } from './styles.ts';
import { escapeXml, type InlineState, writeInline } from './write-inline.ts';

/** Most paragraphs with text, cells included. A report of 100 pages of forms has about 15,000. */
export const MAX_PARAGRAPHS = 100_000;
/** Half points: 小二 (18 pt) and larger is set for titles; running text is 三号 (16 pt) or smaller. */
const TITLE_SIZE = 36;
/** Style ids of the plain document; mammoth's style map turns them into elements and classes. */
export const PLAIN_STYLES = [
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'item',
  'title',
  'header',
  'footer',
  'figure',
] as const;
export type PlainStyle = (typeof PLAIN_STYLES)[number];

export interface WriteState extends InlineState {
  readonly styles: Styles;
  readonly numbering: Numbering;
  /** Style of every paragraph of a running head; null in the body. */
  readonly running: 'header' | 'footer' | null;
  paragraphs: number;
  /** Cells whose text is not shown because they continue the cell above. */
  hiddenCells: number;
}

/**
 * Writes paragraphs and tables again in the plain subset of WordprocessingML that mammoth keeps whole: automatic numbers,
 * fields, check boxes and symbols as characters, tables with every row complete. One string for each top-level element.
 */
export function writeBlocks(nodes: readonly XmlNode[], state: WriteState): readonly string[] {
  const written: string[] = [];
  const add = (xml: string): void => {
    written.push(...state.looseFigures.map((figure) => paragraph('figure', `<w:t>${figure}</w:t>`)), xml);
    state.looseFigures = [];
  };
  writeInto(nodes, { state, add, isCell: false });
  if (state.looseFigures.length > 0) add('');
  return written.filter((xml) => xml !== '');
}

interface Target {
  readonly state: WriteState;
  readonly add: (xml: string) => void;
  readonly isCell: boolean;
}

function writeInto(nodes: readonly XmlNode[], target: Target): void {
  // The content of a paragraph whose mark was deleted belongs to the next one (ECMA-376 17.13.5.15).
  let carried: XmlNode[] = [];
  for (const node of nodes) {
    if (node.name === 'w:p') {
      if (child(child(child(node, 'w:pPr'), 'w:rPr'), 'w:del')) carried.push(...(node.children ?? []));
      else {
        writeParagraph(node, carried, target);
        carried = [];
      }
    } else if (node.name === 'w:tbl') {
      if (target.state.running) writeCellsAsLines(node, target);
      else target.add(writeTable(node, target.state));
    } else if (node.name !== 'w:sectPr' && node.children) writeInto(node.children, target);
  }
  if (carried.length > 0) writeParagraph({ type: 'tag', name: 'w:p' }, carried, target);
}

function writeParagraph(node: XmlNode, carried: readonly XmlNode[], target: Target): void {
  const { state, add, isCell } = target;
  const properties = child(node, 'w:pPr');
  const styleId = valOf(properties, 'w:pStyle');
  const style = state.styles.paragraph(styleId);
  const inline = writeInline([...carried, ...(node.children ?? [])], state);
  const place = listPlace(properties, { style, styleId, numbering: state.numbering });
  const label = place && state.numbering.next(place);
  if (!inline.isBlank || label?.text) {
    if (++state.paragraphs > MAX_PARAGRAPHS) throw tooManyParagraphs();
    const runs = `${label?.text ? `<w:t>${escapeXml(label.text)}</w:t>` : ''}${inline.xml}`;
    add(paragraph(isCell ? null : plainStyle(node, { state, style, isListed: label !== undefined }), runs));
  } else if (state.looseFigures.length > 0 && !isCell) add('');
  for (const box of inline.boxes) writeInto(box.children ?? [], target);
}

function paragraph(style: PlainStyle | null, runs: string): string {
  const properties = style === null ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r>${runs}</w:r></w:p>`;
}

function listPlace(
  properties: XmlNode | undefined,
  { style, styleId, numbering }: { style: ParagraphStyle; styleId: string | undefined; numbering: Numbering },
): ListPlace | undefined {
  const own = child(properties, 'w:numPr');
  const numId = valOf(own, 'w:numId') ?? style.numId;
  if (numId === undefined || numId === '0') return undefined;
  const ofStyle = styleId === undefined ? undefined : numbering.levelOfStyle(numId, styleId);
  return { numId, level: toLevel(valOf(own, 'w:ilvl')) ?? ofStyle ?? style.listLevel ?? 0 };
}

function plainStyle(
  node: XmlNode,
  { state, style, isListed }: { state: WriteState; style: ParagraphStyle; isListed: boolean },
): PlainStyle | null {
  if (state.running) return state.running;
  const properties = child(node, 'w:pPr');
  const ownOutline = valOf(properties, 'w:outlineLvl');
  const outline = ownOutline === undefined ? style.outline : toOutline(ownOutline);
  const heading = outline === null ? undefined : PLAIN_STYLES[Math.min(outline, 6) - 1];
  if (heading) return heading;
  if (isListed) return 'item';
  const alignment = valOf(properties, 'w:jc');
  const isCentred = alignment === undefined ? style.isCentred : alignment === 'center';
  return isCentred && sizeOf(node, style) >= TITLE_SIZE ? 'title' : null;
}

/** Size of the first run with text, in half points. */
function sizeOf(node: XmlNode, style: ParagraphStyle): number {
  const run = node.children?.find((part) => part.name === 'w:r' && child(part, 'w:t'));
  return toSize(valOf(child(run, 'w:rPr'), 'w:sz')) ?? style.size ?? 0;
}

function writeTable(table: XmlNode, state: WriteState): string {
  const rows = placeCells(table);
  const xml: string[] = ['<w:tbl>'];
  rows.forEach((row, index) => {
    xml.push('<w:tr>');
    for (const cell of row) {
      const isContinued =
        rows[index + 1]?.some(({ col, continuesAbove }) => continuesAbove && col === cell.col) ?? false;
      const merge = cell.continuesAbove ? '<w:vMerge/>' : isContinued ? '<w:vMerge w:val="restart"/>' : '';
      const span = cell.colSpan > 1 ? `<w:gridSpan w:val="${cell.colSpan}"/>` : '';
      const content: string[] = [];
      const paragraphs = state.paragraphs;
      const add = (written: string): void => void content.push(written);
      if (cell.content) writeInto(cell.content.children ?? [], { state, add, isCell: true });
      if (cell.continuesAbove && state.paragraphs > paragraphs) state.hiddenCells++;
      const properties = merge || span ? `<w:tcPr>${span}${merge}</w:tcPr>` : '';
      xml.push(`<w:tc>${properties}${cell.continuesAbove ? '' : content.join('')}</w:tc>`);
    }
    xml.push('</w:tr>');
  });
  xml.push('</w:tbl>');
  return xml.join('');
}

/** A table in a running head only lays out its text. */
function writeCellsAsLines(table: XmlNode, target: Target): void {
  for (const row of placeCells(table)) {
    for (const { content, continuesAbove } of row) {
      if (content && !continuesAbove) writeInto(content.children ?? [], target);
    }
  }
}

function tooManyParagraphs(): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `文件超过 ${MAX_PARAGRAPHS} 个段落；请拆成几个文件。`,
    en: `the file has more than ${MAX_PARAGRAPHS} paragraphs; split it into several files`,
  });
}
