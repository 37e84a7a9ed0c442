import { child, childrenOf, isOn, textOf, valOf, type XmlNode } from '../container/xml-tree.ts';
import { circled } from '../layout/counting.ts';
import type { FigureCollector } from './figures.ts';
import { isSymbolFont, toBox } from './symbols.ts';

/** What goes on while a document is written again: open fields, and what was left out. */
export interface InlineState {
  readonly figures: FigureCollector | null;
  /** Page numbers are dropped in running heads. */
  readonly isRunning: boolean;
  fields: Field[];
  /** Pictures met since the last paragraph or table of the body. */
  looseFigures: number[];
  /** Footnotes and endnotes referred to, in order. */
  readonly noteIds: { readonly kind: 'footnote' | 'endnote'; readonly id: string }[];
  hiddenRuns: number;
}

interface Field {
  phase: 'code' | 'result';
  code: string;
  isMuted: boolean;
}

/** The text of one paragraph as WordprocessingML runs, and the text boxes anchored in it. */
export interface Inline {
  readonly xml: string;
  readonly isBlank: boolean;
  readonly boxes: readonly XmlNode[];
}

interface Buffer {
  xml: string;
  text: string;
  isBlank: boolean;
  readonly boxes: XmlNode[];
}

const PAGE_FIELD = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i;
/** Word's 带圈字符: one character set over another, also used to tick a box. */
const OVERSTRIKE = /^\s*EQ\s+\\o.*?\(\s*(\S)\s*[,，;]\s*(\S{1,2})\s*\)/i;

/** Writes what a paragraph holds as plain text runs: symbols, fields, check boxes, line breaks and formulas as characters. */
export function writeInline(nodes: readonly XmlNode[], state: InlineState): Inline {
  const out: Buffer = { xml: '', text: '', isBlank: true, boxes: [] };
  writeNodes(nodes, state, out);
  flush(out);
  state.fields = state.fields.filter(({ phase, isMuted }) => phase === 'result' && !isMuted);
  return { xml: out.xml, isBlank: out.isBlank, boxes: out.boxes };
}

/** Text as XML characters; what XML cannot hold is dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
}

function writeNodes(nodes: readonly XmlNode[], state: InlineState, out: Buffer): void {
  for (const node of nodes) {
    switch (node.name) {
      case undefined:
      case 'w:pPr':
        break;
      case 'w:r':
        writeRun(node, state, out);
        break;
      case 'w:fldSimple':
        if (!state.isRunning || !PAGE_FIELD.test(node.attribs?.['w:instr'] ?? '')) {
          writeNodes(node.children ?? [], state, out);
        }
        break;
      case 'm:oMath':
      case 'm:oMathPara':
        addText(mathText(node), state, out);
        break;
      default:
        writeNodes(node.children ?? [], state, out);
    }
  }
}

function writeRun(run: XmlNode, state: InlineState, out: Buffer): void {
  const properties = child(run, 'w:rPr');
  const isHidden = isOn(properties, 'w:vanish');
  if (isHidden && child(run, 'w:t')) state.hiddenRuns++;
  const fonts = child(properties, 'w:rFonts')?.attribs;
  const font = fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'];
  for (const part of run.children ?? []) {
    if (part.name === 'w:fldChar') writeFieldChar(part, state, out);
    else if (part.name === 'w:instrText') addCode(textOf(part), state);
    else if (!isHidden) writeRunPart(part, { font, state, out });
  }
}

function writeRunPart(
  part: XmlNode,
  { font, state, out }: { font: string | undefined; state: InlineState; out: Buffer },
): void {
  switch (part.name) {
    case 'w:t':
      if (isSymbolFont(font)) addSymbols(textOf(part), font, state, out);
      else addText(textOf(part), state, out);
      break;
    case 'w:tab':
    case 'w:ptab':
      addText('\t', state, out);
      break;
    case 'w:br':
      if (!['page', 'column'].includes(part.attribs?.['w:type'] ?? '')) addBreak(state, out);
      break;
    case 'w:cr':
      addBreak(state, out);
      break;
    case 'w:noBreakHyphen':
      addText('-', state, out);
      break;
    case 'w:sym':
      addSymbol(part.attribs?.['w:font'] ?? '', Number.parseInt(part.attribs?.['w:char'] ?? '', 16), state, out);
      break;
    case 'w:footnoteReference':
      state.noteIds.push({ kind: 'footnote', id: part.attribs?.['w:id'] ?? '' });
      break;
    case 'w:endnoteReference':
      state.noteIds.push({ kind: 'endnote', id: part.attribs?.['w:id'] ?? '' });
      break;
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      writeDrawing(part, state, out);
      break;
    case 'w:r':
    case 'w:fldSimple':
    case 'm:oMath':
      writeNodes([part], state, out);
      break;
    default:
  }
}

function writeDrawing(drawing: XmlNode, state: InlineState, out: Buffer): void {
  const figure = state.figures?.take(drawing) ?? null;
  if (figure !== null) state.looseFigures.push(figure);
  collectBoxes(drawing, out.boxes);
}

function collectBoxes(node: XmlNode, boxes: XmlNode[]): void {
  for (const part of node.children ?? []) {
    if (part.name === 'w:txbxContent') boxes.push(part);
    else collectBoxes(part, boxes);
  }
}

function writeFieldChar(node: XmlNode, state: InlineState, out: Buffer): void {
  const type = node.attribs?.['w:fldCharType'];
  if (type === 'begin') {
    const form = child(node, 'w:ffData');
    const symbol = formSymbol(form);
    if (symbol !== undefined) addText(symbol, state, out);
    state.fields.push({ phase: 'code', code: '', isMuted: symbol !== undefined });
    return;
  }
  const field = state.fields.at(-1);
  if (!field) return;
  if (type === 'separate') {
    field.phase = 'result';
    if (state.isRunning && PAGE_FIELD.test(field.code)) field.isMuted = true;
  } else if (type === 'end') {
    state.fields.pop();
    const struck = field.isMuted ? null : OVERSTRIKE.exec(field.code);
    if (struck) addText(overstruck(struck[1] ?? '', struck[2] ?? ''), state, out);
  }
}

/** A legacy form field that shows no result text of its own: a check box, or the chosen entry of a list. */
function formSymbol(form: XmlNode | undefined): string | undefined {
  const box = child(form, 'w:checkBox');
  if (box) return isOn(box, child(box, 'w:checked') ? 'w:checked' : 'w:default') ? '☑' : '□';
  const list = child(form, 'w:ddList');
  if (!list) return undefined;
  const chosen = Number(valOf(list, 'w:result') ?? valOf(list, 'w:default') ?? '0');
  return childrenOf(list, 'w:listEntry')[chosen]?.attribs?.['w:val'] ?? '';
}

function overstruck(under: string, over: string): string {
  if (/[□☐]/.test(under + over) && /[√✓✔]/.test(under + over)) return '☑';
  if (/[○〇◯]/.test(under) && /^\d{1,2}$/.test(over)) return circled(Number(over));
  return over;
}

function addCode(code: string, state: InlineState): void {
  const field = state.fields.at(-1);
  if (field?.phase === 'code') field.code += code.slice(0, 1000);
}

function isMuted(state: InlineState): boolean {
  return state.fields.some(({ phase, isMuted: muted }) => phase === 'code' || muted);
}

function addText(text: string, state: InlineState, out: Buffer): void {
  if (text === '' || isMuted(state)) return;
  out.text += text;
  if (out.isBlank && /\S/.test(text)) out.isBlank = false;
}

function addBreak(state: InlineState, out: Buffer): void {
  if (isMuted(state)) return;
  flush(out);
  out.xml += '<w:br/>';
}

/** Letters of a symbol font; what lies beyond its codes is set in another font and stays as it is. */
function addSymbols(text: string, font: string, state: InlineState, out: Buffer): void {
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const isCoded = (code > 0x20 && code <= 0xff) || (code > 0xf020 && code <= 0xf0ff);
    if (isCoded) addSymbol(font, code, state, out);
    else addText(sign, state, out);
  }
}

/** Boxes and ticks are written as characters; other signs are left to mammoth's own table of symbol fonts. */
function addSymbol(font: string, code: number, state: InlineState, out: Buffer): void {
  if (Number.isNaN(code) || isMuted(state)) return;
  const box = toBox(font, code);
  if (box !== undefined) {
    addText(box, state, out);
    return;
  }
  flush(out);
  out.isBlank = false;
  const hex = (code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code).toString(16).toUpperCase().padStart(2, '0');
  out.xml += `<w:sym w:font="${escapeXml(font).replaceAll('"', '')}" w:char="${hex}"/>`;
}

function flush(out: Buffer): void {
  if (out.text === '') return;
  out.xml += `<w:t>${escapeXml(out.text)}</w:t>`;
  out.text = '';
}

/** A formula on one line: fractions with /, delimiters as printed, everything else in order. */
function mathText(node: XmlNode): string {
  if (node.name === 'm:t') return textOf(node);
  const inside = (name: string): string => mathText(child(node, name) ?? { type: 'tag' });
  if (node.name === 'm:f') return `${inside('m:num')}/${inside('m:den')}`;
  const text = (node.children ?? []).map(mathText).join('');
  if (node.name !== 'm:d') return text;
  const properties = child(node, 'm:dPr');
  const sign = (name: string, otherwise: string): string => child(properties, name)?.attribs?.['m:val'] ?? otherwise;
  return `${sign('m:begChr', '(')}${text}${sign('m:endChr', ')')}`;
}
