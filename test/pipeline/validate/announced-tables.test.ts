import { expect, test } from 'vitest';
import { normalize } from '../../../normalizers/index.ts';
import { announcedTables } from '../../../pipeline/validate/announced-tables.ts';
import { ministry } from '../../../pipeline/validate/profiles/ministry.ts';
import { validate } from '../../../pipeline/validate/validate.ts';
import { documentOf } from '../../normalizers/document-of.ts';

const TABLE = [
  '序号|文件|中央级|省级|小计',
  '1|提前下达|280.00||280.00',
  '2|第二批|118.00||118.00',
  '合计||398.00|0.00|398.00',
];

function documentOfTable(sentence: string) {
  return documentOf(
    '2022年服务补助资金项目绩效自评报告',
    '一、基本情况',
    sentence,
    '补助资金安排表',
    '单位：万元',
    TABLE,
  );
}

test('a table is announced by the paragraph before its name, not by any other', () => {
  const document = documentOfTable('资金共计398万元，详见下表。');
  expect([...announcedTables(document)]).toEqual([['b3', 't1']]);
  expect([...announcedTables(documentOfTable('资金共计398万元。'))]).toEqual([]);
});

test('the total that a paragraph states is held against the table it announces, whatever the money is called', () => {
  const found = (sentence: string) => {
    const document = documentOfTable(sentence);
    const { reports } = normalize(document);
    const { findings } = validate({ document, reports, profile: ministry, path: 'a', only: ['X101'] });
    return findings.map(({ severity, outcome, recorded, recomputed }) => [severity, outcome, recorded, recomputed]);
  };
  expect(found('青禾区公共服务补助资金共计398万元，详见下表。')).toEqual([]);
  expect(found('青禾区公共服务补助资金共计389万元，详见下表。')).toEqual([['error', 'fail', '389万元', '398.00']]);
  expect(found('青禾区公共服务补助资金共计389万元。')).toEqual([]);
});
