import type { Cell, ParsedDocument, Table } from './model/document.ts';
import type { Source } from './model/source.ts';

/** Stands for every character that was masked, so that places in a text stay where they were; no figure is written with it. */
const MASK = '█';

/** What a person is called by in a form; up to six characters may stand before it (项目负责人). */
const PERSON =
  '(?:联系人|填报人员?|填表人|经办人|负责人|审核人|复核人|审批人|制表人|编制人|编写人|法定代表人|主管领导|分管领导|姓名)';
/** What a number of a person is called by. */
const NUMBER = '(?:电话(?:号码)?|手机号?码?|联系方式|传真|身份证号?码?|银行账[号户]|账号|卡号|证件号码?)';
const SIGNED = '(?:\\s?[(（](?:签字|签章|签名|盖章|公章)[)）])?';
const NAME = '[\\u4e00-\\u9fff](?:[ \\u3000]?[\\u4e00-\\u9fff·]){1,3}';

const PERSON_LABEL = new RegExp(`^[\\u4e00-\\u9fff]{0,6}${PERSON}(?:[及和与、/]?(?:联系)?${NUMBER})?${SIGNED}[:：]?$`);
const NUMBER_LABEL = new RegExp(`^[\\u4e00-\\u9fff]{0,6}${NUMBER}[:：]?$`);

/** 联系人：张三 within a text; the name ends where punctuation, a blank, a digit or the next label begins. */
const NAMED = new RegExp(
  `(${PERSON}${SIGNED}\\s?[:：]\\s{0,4})(${NAME}?)(?=$|[\\s\\d,，;；。、()（）/]|(?:联系|办公)?${NUMBER})`,
  'gu',
);
const NUMBERED = new RegExp(`(${NUMBER}\\s?[:：]?\\s{0,4})([\\d(（][\\d ()（）—–-]{4,24})`, 'gu');

/** A unit or more digits after it make a number a figure, which is never touched. */
const NO_FIGURE = '(?![\\d.,，]?\\d|\\s?[元万亿人%％])';
const MOBILE = new RegExp(`(?<![\\w.,])1[3-9]\\d(?:[- ]?\\d{4}){2}${NO_FIGURE}`, 'g');
const LANDLINE = new RegExp(`(?<![\\w.,])[(（]?0(?:10|2\\d|[3-9]\\d{2})[)）]?[-—– ]?\\d{7,8}${NO_FIGURE}`, 'g');
/** GB 11643: region, date of birth, order, check digit. */
const IDENTITY = /(?<!\w)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/g;
const CARD = /(?<!\w)[3-6]\d{15,18}(?!\d)/g;
const MAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;

/** A cell beside a label is a name or a number up to this length; longer ones are sentences. */
const LONGEST_NEIGHBOUR = 24;

/**
 * Masks names of people beside words such as 联系人 and 填报人, telephone, identity and card numbers and e-mail addresses in
 * all texts of a document. Lengths stay, and so do figures: what is masked is never written as one.
 */
export function redactDocument(document: ParsedDocument): ParsedDocument {
  return {
    ...document,
    blocks: document.blocks.map((block) => redactText(block, redact(block.text))),
    tables: document.tables.map(redactTable),
    figures: document.figures.map((figure) => ({ ...figure, caption: redactCaption(figure.caption) })),
  };
}

function redactTable(table: Table): Table {
  const labels = table.cells.filter(({ text }) => isLabel(text));
  const beside = new Set(labels.map(({ row, col, colSpan }) => `${row} ${col + colSpan}`));
  return {
    ...table,
    caption: redactCaption(table.caption),
    cells: table.cells.map((cell) => {
      const isNeighbour = beside.has(`${cell.row} ${cell.col}`) && isPersonal(cell.text);
      return redactCell(cell, isNeighbour ? mask(cell.text) : redact(cell.text));
    }),
  };
}

function redactCell(cell: Cell, text: string): Cell {
  if (text === cell.text) return cell;
  const { quantity, ...rest } = redactText(cell, text);
  return quantity === undefined
    ? rest
    : { ...rest, quantity: { ...quantity, kind: 'text', raw: text, value: null, upper: null } };
}

function redactText<Place extends { readonly text: string; readonly sources: Source[] }>(
  place: Place,
  text: string,
): Place {
  if (text === place.text) return place;
  return { ...place, text, sources: place.sources.map(redactReadings) };
}

/** What other engines read there would tell it. */
function redactReadings({ readings, ...source }: Source): Source {
  if (readings === undefined) return source;
  return { ...source, readings: readings.map((reading) => ({ ...reading, text: mask(reading.text) })) };
}

function redactCaption(caption: string | null): string | null {
  return caption === null ? null : redact(caption);
}

function redact(text: string): string {
  return [IDENTITY, MOBILE, LANDLINE, MAIL]
    .reduce((masked, pattern) => masked.replace(pattern, mask), text)
    .replace(CARD, (digits) => (hasCheckDigit(digits) ? mask(digits) : digits))
    .replace(NUMBERED, (_, label: string, digits: string) => `${label}${mask(digits)}`)
    .replace(NAMED, (_, label: string, name: string) => `${label}${mask(name)}`);
}

function isLabel(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  return PERSON_LABEL.test(bare) || NUMBER_LABEL.test(bare);
}

/** A name or a number of a person, not another label, a figure or a sentence. */
function isPersonal(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  if (bare === '' || bare.length > LONGEST_NEIGHBOUR || isLabel(text) || /[%％。；]/.test(bare)) return false;
  return /\d{5}/.test(bare) || !/\d/.test(bare);
}

/** The same length in UTF-16 units; blanks stay. */
function mask(text: string): string {
  return text.replace(/\S/g, MASK);
}

/** The check digit of bank cards (ISO/IEC 7812-1, Luhn). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
