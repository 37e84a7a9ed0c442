import { describe, expect, test } from 'vitest';
import { findTaggedTables } from '../../../parsers/pdf/tagged/tagged-tables.ts';
import { type IndexedCell, placeRows, startRows } from '../../../parsers/tables/tagged-rows.ts';

/** The objects of a file with a structure tree: `rows` are the cells' attributes, numbered as they are read. */
function structure(rows: readonly (readonly string[])[]): Uint8Array {
  const objects = ['<< /Type /Catalog /StructTreeRoot 2 0 R /MarkInfo << /Marked true >> >>'];
  const root = '<< /Type /StructTreeRoot /K 3 0 R /RoleMap << /Grid /Table >> >>';
  let mcid = 0;
  const body = rows.map((cells) => {
    const kids = cells.map((attributes) => `<< /S /TD ${attributes} /K [ << /S /P /Pg 9 0 R /K ${mcid++} >> ] >>`);
    return `<< /S /TR /K [ ${kids.join(' ')} ] >>`;
  });
  objects.push(root, `<< /S /Grid /P 2 0 R /T (a \\) bracket) /K [ << /S /TBody /K [ ${body.join(' ')} ] >> ] >>`);
  return Buffer.from(objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join(''), 'latin1');
}

describe('the structure of a tagged file', () => {
  test('cells are found with their spans, by page and number of marked content', () => {
    const places = findTaggedTables(
      structure([
        ['/A << /O /Table /RowSpan 2 >>', '/A [ << /O /Table >> << /O /Table /ColSpan 2 >> ]'],
        ['', ''],
      ]),
    );
    const onPage = places?.get(9);
    expect([...(onPage?.keys() ?? [])]).toEqual([0, 1, 2, 3]);
    const place = onPage?.get(1);
    expect(place?.cell).toBe(1);
    expect(place?.table).toEqual({
      columns: [3],
      rows: [
        [0, 1],
        [2, 3],
      ],
      cells: [
        { row: 0, rowSpan: 2, colSpan: 1 },
        { row: 0, rowSpan: 1, colSpan: 2 },
        { row: 1, rowSpan: 1, colSpan: 1 },
        { row: 1, rowSpan: 1, colSpan: 1 },
      ],
    });
  });

  test('a file without structure, an encrypted one, and one whose structure goes in a circle give nothing', () => {
    expect(findTaggedTables(Buffer.from('1 0 obj\n<< /Type /Catalog >>\nendobj\n'))).toBeNull();
    expect(
      findTaggedTables(
        Buffer.concat([
          structure([
            ['', ''],
            ['', ''],
          ]),
          Buffer.from('/Encrypt 7 0 R'),
        ]),
      ),
    ).toBeNull();
    const circle =
      '1 0 obj\n<< /Type /Catalog /StructTreeRoot 2 0 R >>\nendobj\n2 0 obj\n<< /K 3 0 R >>\nendobj\n3 0 obj\n<< /S /Table /K 3 0 R >>\nendobj\n';
    expect(findTaggedTables(Buffer.from(circle))).toBeNull();
  });
});

describe('cells whose columns are not said', () => {
  const cell = (index: number, [x0, x1]: readonly [number, number], spans: Partial<IndexedCell> = {}): IndexedCell => ({
    index,
    rowSpan: 1,
    colSpan: 1,
    box: [x0, 0, x1, 10],
    ...spans,
  });

  test('stand below the cells of full rows', () => {
    const rows = [
      [cell(0, [10, 40]), cell(1, [60, 90]), cell(2, [110, 140])],
      [cell(3, [12, 30]), cell(4, [115, 130])],
      [cell(5, [66, 80])],
    ];
    const found = placeRows(rows, startRows(3));
    expect(found?.placed.map(({ row, col }) => [row, col])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 2],
      [2, 1],
    ]);
  });

  test('leave a row free where a cell from above covers the place of their words', () => {
    const rows = [
      [cell(0, [10, 40]), cell(1, [60, 90])],
      [cell(2, [10, 40], { rowSpan: 3 }), cell(3, [60, 90])],
      [cell(4, [60, 90])],
      [cell(5, [10, 40]), cell(6, [60, 90])],
    ];
    const found = placeRows(rows, startRows(2));
    expect(found?.placed.at(-1)).toEqual({ index: 6, row: 4, col: 1, rowSpan: 1, colSpan: 1 });
    expect(found?.state.nextRow).toBe(5);
  });

  test('that fit into no grid are refused', () => {
    expect(placeRows([[cell(0, [0, 10], { colSpan: 4 })]], startRows(3))).toBeNull();
  });
});
