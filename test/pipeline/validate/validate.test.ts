import { describe, expect, test } from 'vitest';
import { findingSchema, resultSchema } from '../../../pipeline/model/finding.ts';
import type { Quantity } from '../../../pipeline/model/quantity/quantity.ts';
import type { CheckContext } from '../../../pipeline/validate/check.ts';
import { type ExampleInput, example } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

function run(
  context: CheckContext,
  options: { only?: readonly string[]; skip?: readonly string[]; path?: string } = {},
) {
  const { document, reports, profile } = context;
  return validate({ document, reports, profile, path: 'a.docx', ...options });
}

/** Execution 81.62% where the amounts give 80.62%, and a score that follows from the wrong rate. */
const WRONG_RATE: ExampleInput = {
  title: '项目支出绩效自评表',
  project: '补助资金',
  funds: [
    { label: '年度资金总额', budget: '398', executed: '320.88', executionRate: '91.62%', points: '10', score: '9.16' },
  ],
};

describe('results', () => {
  test('a pass is kept with its figures and its formula', () => {
    const context = example({ funds: [{ label: '总额', budget: '398', executed: '320.88', executionRate: '80.62%' }] });
    const { results, findings } = run(context, { only: ['A101'] });
    expect(findings).toEqual([]);
    expect(results).toEqual([
      {
        resultId: expect.stringMatching(/^[0-9a-f]{16}$/),
        checkId: 'A101',
        reportId: '000000000000-1',
        subject: '资金/总额/执行率',
        outcome: 'pass',
        recorded: '80.62%',
        recomputed: '80.62%',
        formula: '320.88 ÷ 398 = 80.62%',
        rounding: 'nearest',
        reason: null,
        findingId: null,
        sources: [
          expect.objectContaining({ role: 'recorded', text: '80.62%', tableId: 't1', row: 1, col: 5 }),
          expect.objectContaining({ role: 'operand', text: '320.88', col: 4 }),
          expect.objectContaining({ role: 'operand', text: '398', col: 2 }),
        ],
      },
    ]);
  });

  test('every result and finding is a record of the contract', () => {
    const { results, findings } = run(example(WRONG_RATE));
    expect(results.length).toBeGreaterThan(3);
    for (const result of results) expect(() => resultSchema.parse(result)).not.toThrow();
    for (const finding of findings) expect(() => findingSchema.parse(finding)).not.toThrow();
  });

  test('only and skip choose the checks', () => {
    const context = example(WRONG_RATE);
    const idsOf = (options: Parameters<typeof run>[1]) => [
      ...new Set(run(context, options).results.map(({ checkId }) => checkId)),
    ];
    expect(idsOf({ only: ['A101', 'S103'] })).toEqual(['A101', 'S103']);
    expect(idsOf({ only: ['A101', 'S103'], skip: ['A101'] })).toEqual(['S103']);
  });
});

describe('one cause gives one finding', () => {
  test('a score that follows only from a wrong rate points at the finding of the rate', () => {
    const { results, findings } = run(example(WRONG_RATE), { only: ['A101', 'S101'] });
    const [rate, score] = results;
    expect(findings.map(({ checkId, consequences }) => [checkId, consequences])).toEqual([['A101', [score?.resultId]]]);
    expect([rate?.findingId, score?.findingId]).toEqual([findings[0]?.findingId, findings[0]?.findingId]);
    expect([rate?.outcome, score?.outcome]).toEqual(['fail', 'fail']);
  });

  test('the same score is a finding of its own where the rate is not checked', () => {
    const { findings } = run(example(WRONG_RATE), { only: ['S101'] });
    expect(findings.map(({ checkId, recorded }) => [checkId, recorded])).toEqual([['S101', '9.16']]);
  });

  test('what is right once the cause is put right is its consequence', () => {
    const context = example({
      captions: { 2: '表4-1' },
      groups: [
        { level: 1, name: '项目决策', points: '20分' },
        { level: 2, name: '决策依据', parent: '项目决策', points: '17分' },
        { level: 2, name: '资金分配', parent: '项目决策', points: '4分' },
      ],
      indicators: [
        { level2: '决策依据', level3: '贯彻部署', points: '17', score: '17', table: 2 },
        { level2: '资金分配', level3: '分配规范性', points: '3', score: '3', table: 2 },
      ],
    });
    const { results, findings } = run(context, { only: ['S106'] });
    expect(results.map(({ subject, outcome }) => [subject, outcome])).toEqual([
      ['项目决策/分值/二级指标', 'fail'],
      ['项目决策/决策依据/分值', 'pass'],
      ['项目决策/资金分配/分值', 'fail'],
    ]);
    expect(findings.map(({ recorded, consequences }) => [recorded, consequences])).toEqual([
      ['4分', [results[0]?.resultId]],
    ]);
  });

  test('a part written wrong breaks the sum over it and its own rate, and is one finding', () => {
    const { findings } = run(
      example({
        funds: [
          { label: '年度资金总额', budget: '640', executed: '608', executionRate: '95%' },
          { label: '其中：财政拨款', fund: 'fiscal', parent: 0, budget: '600', executed: '507', executionRate: '95%' },
          { label: '其他资金', fund: 'other', parent: 0, budget: '40', executed: '38', executionRate: '95%' },
        ],
      }),
      { only: ['A101', 'A102'] },
    );
    expect(findings.map(({ checkId, consequences }) => [checkId, consequences.length])).toEqual([['A102', 1]]);
  });

  test('two sums over one wrong score are one finding', () => {
    const { findings } = run(
      example({
        groups: [{ level: 1, name: '产出', points: '20分', score: '19' }],
        indicators: [
          { level1: '产出', level3: '甲', points: '10', score: '9' },
          { level1: '产出', level3: '乙', points: '10', score: '8' },
        ],
        total: { points: '20', score: '19' },
      }),
      { only: ['S105', 'S108'] },
    );
    expect(findings.map(({ checkId, consequences }) => [checkId, consequences.length])).toEqual([['S105', 1]]);
  });

  test('a total too high because a row is too high is no finding of its own', () => {
    const { findings } = run(
      example({
        indicators: [{ level3: '甲', points: '10', score: '12' }],
        total: { points: '10', score: '12' },
      }),
      { only: ['S103'] },
    );
    expect(findings.map(({ subject }) => subject)).toEqual([expect.stringContaining('甲')]);
  });

  test('a total that is wrong as a row and as a column is one finding', () => {
    const rows = [
      ['文件', '资金类别', '<', '<'],
      ['^', '中央级', '省级', '小计'],
      ['提前下达', '1038.00', '169.00', '1207.00'],
      ['下达', '601.00', '105.00', '706.00'],
      ['合计', '1639.00', '274.00', '1931.00'],
    ];
    const { results, findings } = run(example({ tables: [{ rows }] }), { only: ['A103'] });
    expect(results.filter(({ outcome }) => outcome === 'fail')).toHaveLength(2);
    expect(findings.map(({ recorded, consequences }) => [recorded, consequences.length])).toEqual([['1931.00', 1]]);
  });
});

describe('severity, outcome and cause', () => {
  test('cut off instead of rounded is a note', () => {
    const context = example({ funds: [{ label: '总额', budget: '640', executed: '638.43', executionRate: '99%' }] });
    const [finding] = run(context, { only: ['A101'] }).findings;
    expect([finding?.severity, finding?.rounding, finding?.cause]).toEqual(['note', 'truncation', 'report-error']);
  });

  test.each([
    ['a low confidence', { confidence: 0.5 }],
    [
      'two readings that differ',
      { readings: ['80.62%', '81.62%'].map((text) => ({ text, engine: 'e', confidence: 0.9 })) },
    ],
  ])('%s among the figures makes it a review', (_, doubt) => {
    const context = example(WRONG_RATE);
    const [fund] = context.report.funds;
    const rate = fund?.executionRate;
    if (!fund || !rate) throw new Error('the example has a rate');
    const doubtful: Quantity = { ...rate, sources: rate.sources.map((source) => ({ ...source, ...doubt })) };
    const report = { ...context.report, funds: [{ ...fund, executionRate: doubtful }] };
    const [finding] = run({ ...context, report, reports: [report] }, { only: ['A101'] }).findings;
    expect([finding?.outcome, finding?.cause]).toEqual(['review', 'extraction-doubt']);
  });

  test('points the form does not print never make an error', () => {
    const context = example({
      funds: [{ label: '总额', budget: '100', executed: '50', executionRate: '50%', score: '9' }],
      rules: [{ kind: 'execution', applies: 'execution', quote: '得分=分值*执行率' }],
    });
    const [finding] = run(context, { only: ['S101'] }).findings;
    expect([finding?.severity, finding?.implied]).toEqual(['warning', true]);
  });
});

describe('identity', () => {
  const idOf = (input: ExampleInput, path?: string) =>
    run(example(input), { only: ['A101'], ...(path ? { path } : {}) }).findings[0]?.findingId;

  test('does not depend on path, place, or how the figures and names are spaced', () => {
    const same: ExampleInput = {
      ...WRONG_RATE,
      title: '项目支出 绩效自评表',
      project: '补助资金',
      funds: [
        {
          label: '年度 资金总额：',
          budget: '398.0',
          executed: '320.880',
          executionRate: '91.62 %',
          points: '10',
          score: '9.16',
        },
      ],
      blocks: ['一段文字'],
    };
    expect(idOf(same, 'other.pdf')).toBe(idOf(WRONG_RATE));
  });

  test('depends on the figures and on the report', () => {
    const ids = [
      idOf(WRONG_RATE),
      idOf({ ...WRONG_RATE, project: '另一项目' }),
      idOf({
        ...WRONG_RATE,
        funds: [{ label: '年度资金总额', budget: '398', executed: '320.88', executionRate: '91.63%' }],
      }),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  test('equal findings in equal reports of one file have ids of their own', () => {
    const { findings, results } = run(example({ ...WRONG_RATE, siblings: [WRONG_RATE] }), { only: ['A101'] });
    expect(findings).toHaveLength(2);
    expect(
      new Set([...findings.map(({ findingId }) => findingId), ...results.map(({ resultId }) => resultId)]).size,
    ).toBe(4);
  });
});

test('the same input gives the same records', () => {
  const input: ExampleInput = { ...WRONG_RATE, siblings: [WRONG_RATE] };
  expect(JSON.stringify(run(example(input)))).toBe(JSON.stringify(run(example(input))));
});

/** Runs of the chain within which one has to be quick. */
const MOST_TRIES = 80;

test('a report is checked in under 20 ms of processor time', () => {
  const indicators = Array.from({ length: 20 }, (_, index) => ({
    level1: '产出指标',
    level2: `二级${index % 8}`,
    level3: `第${index}项的名称`,
    target: '100%',
    actual: index % 4 === 0 ? '98%' : '100%',
    points: '4',
    score: index % 4 === 0 ? '3' : '4',
  }));
  const context = example({ ...WRONG_RATE, indicators, total: { points: '90', score: '85' } });
  let best = Number.POSITIVE_INFINITY;
  // The compiler and collector threads count too and on a busy machine work on long after the first runs: the best of many.
  for (let tries = 0; tries < MOST_TRIES && best >= 20; tries += 1) {
    const before = process.cpuUsage();
    // A fresh copy: what was worked out for a report seen before does not help.
    run(structuredCloneOf(context));
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  expect(best).toBeLessThan(20);
});

function structuredCloneOf(context: CheckContext): CheckContext {
  const reports = context.reports.map((report) => ({ ...report }));
  return { ...context, reports, report: reports[0] ?? context.report };
}
