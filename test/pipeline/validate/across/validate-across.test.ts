import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findingSchema, resultSchema } from '../../../../pipeline/model/finding.ts';
import { type ReportDigest, toDigests } from '../../../../pipeline/validate/across/digest.ts';
import { packDigest, type RunFile } from '../../../../pipeline/validate/across/run-reports.ts';
import { createAcross } from '../../../../pipeline/validate/across/validate-across.ts';
import { type ExampleInput, example } from '../../../../pipeline/validate/example.ts';
import { validate } from '../../../../pipeline/validate/validate.ts';

function digestsOf(input: ExampleInput): readonly ReportDigest[] {
  const { document, reports, profile } = example(input);
  const { findings } = validate({ document, reports, profile, path: 'a' });
  return toDigests({ ...document, reports, findings });
}

function toFile(path: string, input: ExampleInput): RunFile {
  const documentId = createHash('sha256').update(path).digest('hex');
  const digests: ReportDigest[] = JSON.parse(JSON.stringify(digestsOf(input)).replaceAll('0'.repeat(64), documentId));
  return { path, documentId, reports: digests.map(packDigest) };
}

function run(files: Readonly<Record<string, ExampleInput>>, order: (files: RunFile[]) => RunFile[] = (all) => all) {
  const all = Object.entries(files).map(([path, input]) => toFile(path, input));
  const across = createAcross({ files: order(all) });
  const each = all.map(({ path }) => across(path));
  return {
    results: each.flatMap(({ results }) => results),
    findings: each.flatMap(({ findings }) => findings),
  };
}

const CLEARING: ExampleInput = {
  title: '项目支出绩效自评表',
  project: '渠道清淤',
  unit: '清河区水务局',
  year: '2023',
  funds: [{ label: '年度资金总额', budget: '398.00', executed: '320.88' }],
};
const OTHER_AMOUNT = { ...CLEARING, funds: [{ label: '年度资金总额', budget: '398.00', executed: '302.88' }] };

describe('records', () => {
  test('are those of the contract: across files there is no report', () => {
    const { results, findings } = run({ 'a.docx': CLEARING, 'b.docx': OTHER_AMOUNT });
    for (const result of results) expect(resultSchema.parse(result)).toEqual(result);
    expect(findings.map((finding) => findingSchema.parse(finding))).toEqual([
      expect.objectContaining({ checkId: 'F102', path: 'b.docx', reportId: null, recorded: '302.88' }),
    ]);
    expect(findings[0]?.documents).toHaveLength(2);
    expect(findings[0]?.sources.map(({ role, text }) => [role, text])).toEqual([
      ['recorded', '302.88'],
      ['operand', '320.88'],
    ]);
  });

  test('do not depend on the order of the files', () => {
    const files = { 'a.docx': CLEARING, 'b.docx': OTHER_AMOUNT, 'c.docx': { ...CLEARING, year: '2022' } };
    expect(run(files, (all) => all.toReversed())).toEqual(run(files));
  });

  test('have ids that do not depend on paths', () => {
    const [first, second] = [
      run({ 'a.docx': CLEARING, 'b.docx': OTHER_AMOUNT }),
      run({ 'x/1.pdf': CLEARING, 'y/2.pdf': OTHER_AMOUNT }),
    ];
    expect(first.findings).toHaveLength(1);
    expect(second.findings.map(({ findingId }) => findingId)).toEqual(first.findings.map(({ findingId }) => findingId));
    expect(second.results.map(({ resultId }) => resultId)).toEqual(first.results.map(({ resultId }) => resultId));
  });
});

describe('one report in several files', () => {
  test('is one: nothing is held against itself', () => {
    expect(run({ 'a.docx': CLEARING, 'a.pdf': CLEARING })).toEqual({ results: [], findings: [] });
  });

  test('gives a finding against another report once', () => {
    const { findings } = run({
      'a.docx': CLEARING,
      'a.pdf': CLEARING,
      'b.docx': OTHER_AMOUNT,
      'b.pdf': OTHER_AMOUNT,
    });
    expect(findings.map(({ checkId, path }) => [checkId, path])).toEqual([['F102', 'b.docx']]);
  });
});

describe('a figure that its own file shows to be wrong', () => {
  // 320.88 of its parts is printed as 302.88: the file says so by itself.
  const contradicting: ExampleInput = {
    ...CLEARING,
    funds: [
      { label: '年度资金总额', budget: '398.00', executed: '302.88' },
      { label: '其中：当年财政拨款', fund: 'fiscal', parent: 0, budget: '298.00', executed: '220.88' },
      { label: '其他资金', fund: 'other', parent: 0, budget: '100.00', executed: '100.00' },
    ],
  };

  test('is not found again across files: the result names the finding of the file', () => {
    const { document, reports, profile } = example(contradicting);
    const own = validate({ document, reports, profile, path: 'b.docx' }).findings;
    expect(own.map(({ checkId, recorded, recomputed }) => [checkId, recorded, recomputed])).toContainEqual([
      'A102',
      '302.88',
      '320.88',
    ]);
    const { results, findings } = run({ 'a.docx': CLEARING, 'b.docx': contradicting });
    expect(findings).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === 'fail').map(({ findingId }) => findingId)).toEqual([
      own.find(({ checkId }) => checkId === 'A102')?.findingId,
    ]);
  });
});

describe('what is no link', () => {
  test.each<[string, ExampleInput]>([
    ['another unit', { ...OTHER_AMOUNT, unit: '石桥区水务局' }],
    ['another project', { ...OTHER_AMOUNT, project: '泵站检修' }],
    ['another year', { ...OTHER_AMOUNT, year: '2021' }],
    ['no unit', { ...OTHER_AMOUNT, unit: '' }],
    ['another batch', { ...OTHER_AMOUNT, title: '第二批项目支出绩效自评表' }],
  ])('%s', (_, other) => {
    expect(run({ 'a.docx': CLEARING, 'b.docx': other }).results).toEqual([]);
  });

  test('a template with placeholders for names', () => {
    const blank = { project: 'XX项目', unit: 'XX单位' };
    const files = { 'a.docx': { ...CLEARING, ...blank }, 'b.docx': { ...OTHER_AMOUNT, ...blank } };
    expect(run(files).results).toEqual([]);
  });

  test('one name over so many forms that it names nothing', () => {
    const forms = Array.from({ length: 60 }, (_, index) => [
      `${index}.docx`,
      { ...CLEARING, funds: [{ label: '年度资金总额', budget: `${index + 1}.00`, executed: '1.00' }] },
    ]);
    expect(run(Object.fromEntries(forms)).results).toEqual([]);
  });
});

test('a unit written short gives a review', () => {
  const { findings } = run({ 'a.docx': CLEARING, 'b.docx': { ...OTHER_AMOUNT, unit: '云州市清河区水务局' } });
  expect(findings.map(({ checkId, outcome, cause }) => [checkId, outcome, cause])).toEqual([
    ['F102', 'review', 'unresolved'],
  ]);
});

test('a report is kept in some hundred bytes', () => {
  const funds = [
    { label: '年度资金总额：', initialBudget: '398.00', budget: '398.00', arrived: '398.00', executed: '320.88' },
    { label: '其中：当年财政拨款', fund: 'fiscal' as const, parent: 0, budget: '298.00', executed: '220.88' },
    { label: '上年结转资金', fund: 'carried-over' as const, parent: 0, budget: '100.00', executed: '100.00' },
  ];
  const [digest] = digestsOf({ ...CLEARING, funds, total: { points: '100', score: '98.06' } });
  expect(digest?.figures).toHaveLength(9);
  expect(digest && packDigest(digest).packed.length).toBeLessThan(600);
});
