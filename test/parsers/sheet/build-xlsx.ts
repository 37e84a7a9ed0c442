import { zip } from '../docx/build-docx.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface XlsxParts {
  /** XML of each worksheet inside its root, or of the whole part where it begins with `<?xml`. */
  readonly sheets: readonly string[];
  /** Attributes of each sheet in the workbook, e.g. `state="hidden"`. */
  readonly states?: readonly string[];
  readonly names?: readonly string[];
  readonly strings?: string;
  /** Codes of number formats: style 1 has the first; the last two styles have borders, and the last none of the formats. */
  readonly formats?: readonly string[];
  readonly workbookPr?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** A workbook from the XML of its parts. Style 0 is plain; 1… are the given formats; `BORDERED` has lines all around. */
export function buildXlsx(parts: XlsxParts): Uint8Array {
  const { sheets, states = [], names = [], formats = [] } = parts;
  const relations = sheets.map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}${relation('st', 'styles', 'styles.xml')}${relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${parts.workbookPr ?? ''}/><sheets>${sheets
      .map(
        (_, index) =>
          `<sheet name="${names[index] ?? `Sheet${index + 1}`}" sheetId="${index + 1}" ${states[index] ?? ''} r:id="s${index}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${parts.strings ?? ''}</sst>`,
    'xl/styles.xml': stylesXml(formats),
  };
  sheets.forEach((sheet, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheet.startsWith('<?xml')
      ? sheet
      : `<?xml version="1.0"?><worksheet xmlns="${MAIN}">${sheet}</worksheet>`;
  });
  return zip({ ...files, ...(parts.more ?? {}) });
}

/** Index of the style with borders all around, where `formats` codes were given. */
export function bordered(formats = 0): number {
  return formats + 1;
}

/**
 * sheetData from rows of cells: text, null for none, or the XML of a cell's attributes and content. A text that ends in `|` has
 * borders.
 */
export function rowsXml(rows: readonly (readonly (string | null)[])[], from = 1): string {
  const line = (cells: readonly (string | null)[], index: number): string => {
    const row = from + index;
    const xml = cells.map((text, col) => {
      if (text === null) return '';
      const reference = `${String.fromCharCode(65 + col)}${row}`;
      if (text.startsWith('<c')) return text.replace('<c', `<c r="${reference}"`);
      const style = text.endsWith('|') ? ` s="${bordered()}"` : '';
      const shown = text.replace(/\|$/, '');
      return `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`;
    });
    return `<row r="${row}">${xml.join('')}</row>`;
  };
  return rows.map(line).join('');
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function stylesXml(formats: readonly string[]): string {
  const escaped = formats.map((code) => code.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;'));
  const codes = escaped.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`);
  const styles = formats.map((_, index) => `<xf numFmtId="${200 + index}" borderId="0"/>`);
  const line = '<left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/>';
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><borders><border/><border>${line}</border></borders><cellXfs><xf/>${styles.join('')}<xf borderId="1"/></cellXfs></styleSheet>`;
}
