import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseParser, parseFile } from '../../../parsers/index.ts';
import { readOfd } from '../../../parsers/ofd/read-ofd.ts';
import { POINTS_PER_MM } from '../../../parsers/ofd/values.ts';
import { openOrRepair } from '../../../parsers/pdf/open-failures.ts';
import { readPage } from '../../../parsers/pdf/read-page.ts';
import { auditFile } from '../../../pipeline/audit-file.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { zip } from '../docx/build-docx.ts';
import { show } from '../show-grid.ts';
import { buildOfd, lineObject, textObject } from './build-ofd.ts';

const OPTIONS = { maxPages: 2000, join: true };
const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');

function shown(...pages: readonly string[]): readonly string[] {
  return show(readOfd(buildOfd({ pages }), OPTIONS).items);
}

async function failureOf(bytes: Uint8Array): Promise<string> {
  try {
    await parseFile(bytes, { name: 'a.ofd', maxPages: 5 });
    return 'read';
  } catch (error) {
    if (error instanceof ReadFailure && error.zh !== '' && error.message !== '') return error.code;
    throw error;
  }
}

/** A table of two rows and two columns with its lines, from (20, 50) mm. */
function tableObjects(texts: readonly [string, string, string, string]): string {
  const [left, middle, right] = [20, 60, 100];
  const across = [50, 60, 70].map((y) => lineObject([left, y], [right, y]));
  const down = [left, middle, right].map((x) => lineObject([x, 50], [x, 70]));
  const cells = texts.map((text, at) =>
    textObject(text, { x: at % 2 === 0 ? 25 : 65, y: at < 2 ? 56 : 66, size: 4, deltas: `g ${text.length - 1} 4` }),
  );
  return [...across, ...down, ...cells].join('');
}

describe('text and tables of an OFD', () => {
  test('lines make the cells, text codes their text', () => {
    const title = textObject('项目支出绩效自评表', { x: 40, y: 30, size: 6 });
    expect(shown(title + tableObjects(['项目名称', '渠道清淤', '预算', '执行数']))).toEqual([
      'heading1: 项目支出绩效自评表',
      'table',
      '0,0 1×1 项目名称',
      '0,1 1×1 渠道清淤',
      '1,0 1×1 预算',
      '1,1 1×1 执行数',
    ]);
  });

  test('places are points of the page', () => {
    const reading = readOfd(buildOfd({ pages: [textObject('预算执行情况', { x: 20, y: 30, size: 5 })] }), OPTIONS);
    const [item] = reading.items;
    const [x0 = 0, top = 0, x1 = 0, bottom = 0] = (item?.type === 'block' && item.places[0]?.bbox) || [];
    expect([x0, x1].map((value) => value / POINTS_PER_MM)).toEqual([expect.closeTo(20, 1), expect.closeTo(50, 1)]);
    expect([top < 30 * POINTS_PER_MM, bottom > 30 * POINTS_PER_MM]).toEqual([true, true]);
    expect(reading.pages[0]).toMatchObject({ pageNumber: 1, route: 'text', quality: 1 });
  });

  test('an object with a matrix of its own stands where the matrix puts it', () => {
    // Coordinates in points with the origin at the page, as a producer in use writes them.
    const object =
      '<ofd:TextObject ID="1" CTM="0.3528 0 0 0.3528 -20 -30" Boundary="20 30 80 10" Font="1" Size="14.17"><ofd:TextCode X="56.69" Y="96.38" DeltaX="g 3 14.17">预算执行</ofd:TextCode></ofd:TextObject>';
    const plain = textObject('预算执行', { x: 20, y: 34, size: 5, deltas: 'g 3 5' });
    const box = (objects: string) => {
      const [item] = readOfd(buildOfd({ pages: [objects] }), OPTIONS).items;
      return (item?.type === 'block' && item.places[0]?.bbox) || [];
    };
    expect(box(object).map(Math.round)).toEqual(box(plain).map(Math.round));
  });

  test('distances that are repeated, left out or too many', () => {
    const at = (deltas: string | undefined) =>
      shown(textObject('全年预算数', { x: 20, y: 30, size: 5, ...(deltas === undefined ? {} : { deltas }) }));
    expect(['g 4 5', '5 5 5 5', 'g 2 5 5', '5', undefined, 'g 999999999 5', 'g x y'].map(at)).toEqual(
      Array.from({ length: 7 }, () => ['paragraph: 全年预算数']),
    );
  });

  test('figures in narrow letters stay one word', () => {
    const objects = textObject('执行率81.62%', { x: 20, y: 30, size: 5, deltas: '5 5 5 2.8 2.8 1.4 2.8 2.8' });
    expect(shown(objects)).toEqual(['paragraph: 执行率81.62%']);
  });

  test('a template stands on every page; hidden objects nowhere', () => {
    const pages = ['甲方案的执行情况', '乙方案的执行情况'].map(
      (text) =>
        textObject(text, { x: 20, y: 100, size: 5 }) +
        textObject('看不见的', { x: 20, y: 120, size: 5, attributes: 'Visible="false"' }),
    );
    const bytes = buildOfd({ pages, template: tableObjects(['项目名称', '渠道清淤', '预算', '398']) });
    const lines = show(readOfd(bytes, OPTIONS).items);
    expect(lines.filter((line) => /table|paragraph/.test(line))).toEqual([
      'table',
      'paragraph: 甲方案的执行情况',
      'table',
      'paragraph: 乙方案的执行情况',
    ]);
  });

  test('composite objects are noted', () => {
    const objects = `${textObject('预算', { x: 20, y: 30, size: 5 })}<ofd:PageBlock ID="4"><ofd:CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="7"/></ofd:PageBlock>`;
    expect(readOfd(buildOfd({ pages: [objects] }), OPTIONS).notes.map(({ code }) => code)).toEqual([
      'composite-objects-left-out',
    ]);
  });
});

describe('a fixture with the places of its PDF', () => {
  test.each(['rate-in-table-differs', 'total-over-rows'])('%s gives the findings of its DOCX', async (name) => {
    const bytes = await toOfd(new Uint8Array(readFileSync(join(FIXTURES, name, 'report.ruled.pdf'))));
    const docx = new Uint8Array(readFileSync(join(FIXTURES, name, 'report.docx')));
    expect(await findingIds(bytes)).toEqual(await findingIds(docx));
  });
});

describe('damaged and hostile OFD', () => {
  const sound = buildOfd({ pages: [textObject('预算', { x: 20, y: 30, size: 5 })] });

  test('is told by its content', () => {
    expect(chooseParser(sound).format).toBe('ofd');
  });

  test.each([
    ['sound', sound, 'read'],
    ['cut off', sound.slice(0, -1), 'corrupt'],
    ['without a document', zip({ 'OFD.xml': '<ofd/>' }), 'corrupt'],
    ['without pages', buildOfd({ pages: [] }), 'corrupt'],
    ['with a page missing', buildOfd({ pages: [''], more: { 'Doc_0/Document.xml': '<x/>' } }), 'corrupt'],
    [
      'with a page cut off',
      buildOfd({ pages: [''], more: { 'Doc_0/Pages/Page_0/Content.xml': '<ofd:Page xmlns' } }),
      'corrupt',
    ],
    [
      'with entities',
      buildOfd({ pages: [''], more: { 'Doc_0/Document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' } }),
      'corrupt',
    ],
    ['with more pages than allowed', buildOfd({ pages: Array.from({ length: 6 }, () => '') }), 'too-many-pages'],
    ['of blank pages', buildOfd({ pages: ['', ''] }), 'no-text'],
    [
      'of pictures',
      buildOfd({ pages: ['<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="2"/>'] }),
      'no-text',
    ],
    [
      'nested without end',
      buildOfd({ pages: ['<ofd:PageBlock>'.repeat(5000) + '</ofd:PageBlock>'.repeat(5000)] }),
      'too-large',
    ],
    [
      'of numbers without sense',
      buildOfd({
        pages: [
          `<ofd:TextObject Size="1e400" Boundary="x"><ofd:TextCode X="NaN">甲</ofd:TextCode></ofd:TextObject><ofd:PathObject><ofd:AbbreviatedData>M 1 L Z 1e999 0</ofd:AbbreviatedData></ofd:PathObject>${textObject('预算执行', { x: 20, y: 30, size: 5 })}`,
        ],
        size: [-1, 9e99],
      }),
      'read',
    ],
  ])('%s: %s', async (_, bytes, code) => {
    expect(await failureOf(bytes)).toBe(code);
  });
});

async function findingIds(bytes: Uint8Array): Promise<readonly string[]> {
  const reading = { name: 'a', maxPages: 100, password: null, join: true, ocr: 'never', onFigure: null } as const;
  const document = await auditFile(bytes, { ...reading, path: 'a', only: null, skip: [] });
  return document.findings.map(({ findingId }) => findingId).sort();
}

/** The words and lines of a PDF at the same places of an OFD. */
async function toOfd(bytes: Uint8Array): Promise<Uint8Array> {
  const { pdf } = await openOrRepair(bytes, null);
  try {
    const pages: string[] = [];
    let size: [number, number] = [210, 297];
    for (let number = 1; number <= pdf.document.numPages; number++) {
      const { content } = await readPage(pdf, await pdf.document.getPage(number), () => true);
      size = [mm(content.widthPt), mm(content.heightPt)];
      const words = content.words.map(({ text, stops, baseline, size: em }) => {
        const deltas = stops.slice(1, -1).map((stop, at) => mm(stop - (stops[at] ?? 0)));
        return textObject(text, { x: mm(stops[0] ?? 0), y: mm(baseline), size: mm(em), deltas: deltas.join(' ') });
      });
      const lines = content.edges.map(({ axis, at, from, to }) =>
        axis === 'h'
          ? lineObject([mm(from), mm(at)], [mm(to), mm(at)])
          : lineObject([mm(at), mm(from)], [mm(at), mm(to)]),
      );
      pages.push(words.join('') + lines.join(''));
    }
    return buildOfd({ pages, size });
  } finally {
    await pdf.close();
  }
}

function mm(points: number): number {
  return Math.round((points / POINTS_PER_MM) * 10_000) / 10_000;
}
