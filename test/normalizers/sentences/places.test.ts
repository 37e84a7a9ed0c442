import { describe, expect, it } from 'vitest';
import { findTotalSentence, readFacts } from '../../../normalizers/sentences/index.ts';
import { blocksOf } from './told.ts';

describe('a fact as a whole', () => {
  it('carries the exact span, the place of its block, its headings and its sentence as printed', () => {
    const text = '资金到位及时。2022 年地方资金 634 万元，资金拨付及时。';
    const { facts, notes } = readFacts(blocksOf('# 一、资金情况', '## （一）到位情况', text), { documentId: 'd' });
    const start = text.indexOf('634');
    expect(facts).toEqual([
      {
        factId: 'f1',
        metric: 'budget',
        subject: '地方资金',
        period: '2022年',
        basis: null,
        quantity: {
          raw: '634 万元',
          kind: 'amount',
          value: '634',
          upper: null,
          unit: '万元',
          comparator: null,
          decimals: 0,
          sources: [
            {
              documentId: 'd',
              pageNumber: 3,
              bbox: [10, 20, 30, 40],
              blockId: 'b3',
              method: 'text',
              charSpan: [start, start + '634 万元'.length],
            },
          ],
        },
        partOf: null,
        derivation: null,
        list: null,
        listOpen: false,
        blockId: 'b3',
        headings: ['一、资金情况', '（一）到位情况'],
        sentence: '2022 年地方资金 634 万元，资金拨付及时。',
      },
    ]);
    expect(notes).toEqual([]);
  });

  it('joins a sentence that a page break cut and keeps the block of each figure', () => {
    const { facts } = readFacts(
      blocksOf(
        '居民医保实行年缴费制，个人缴费按标准一次缴纳；执行国家统一',
        '标准。2022年实际参保人数14368人，累计培',
        '训900余人次。',
      ),
      { documentId: 'd' },
    );
    expect(
      facts.map(({ subject, blockId, sentence, quantity }) => [
        subject,
        blockId,
        sentence,
        quantity.sources[0]?.charSpan,
      ]),
    ).toEqual([
      ['参保人数', 'b2', '2022年实际参保人数14368人，累计培训900余人次。', [14, 20]],
      ['培训', 'b3', '2022年实际参保人数14368人，累计培训900余人次。', [1, 7]],
    ]);
  });

  it('does not join titles, labels or numbered lines to what stands below', () => {
    const { facts } = readFacts(
      blocksOf(
        '项目名称：某某开发区城乡居民基本医疗保险区级配套资金项目',
        '主管部门：某局',
        '（一）某项内容说明很长，但是没有结束',
        '（二）共计5项',
      ),
      { documentId: 'd' },
    );
    expect(facts.map(({ sentence }) => sentence)).toEqual(['（二）共计5项']);
  });

  it('puts numbered lines and leading names under the headings', () => {
    const { facts } = readFacts(
      blocksOf(
        '# 五、评价指标体系',
        '1. 项目决策。（20分）',
        '设置二级指标4个。',
        '（1）决策依据（7分）。包含1个三级指标。',
        '2. 过程管理。（20分）',
      ),
      {
        documentId: 'd',
      },
    );
    expect(facts.map(({ subject, headings }) => [subject, headings])).toEqual([
      ['项目决策', ['五、评价指标体系', '1. 项目决策。（20分）']],
      ['二级指标', ['五、评价指标体系', '1. 项目决策。（20分）']],
      ['决策依据', ['五、评价指标体系', '1. 项目决策。（20分）', '（1）决策依据（7分）']],
      ['三级指标', ['五、评价指标体系', '1. 项目决策。（20分）', '（1）决策依据（7分）']],
      ['过程管理', ['五、评价指标体系', '2. 过程管理。（20分）']],
    ]);
  });

  it('leaves heads and feet out and reads a block without sources', () => {
    const [entry] = blocksOf('共支出12万元。');
    if (!entry) throw new Error('one block was made');
    const bare = { ...entry, block: { ...entry.block, sources: [] } };
    const footer = { ...entry, block: { ...entry.block, kind: 'footer' as const } };
    const { facts } = readFacts([footer, bare], { documentId: 'd' });
    expect(facts.map(({ quantity }) => quantity.sources)).toEqual([
      [{ documentId: 'd', blockId: 'b1', charSpan: [3, 7], method: 'text' }],
    ]);
  });

  it('stays quick on long and lopsided text', () => {
    const started = performance.now();
    for (const piece of ['《', '（', '“', '其中12万元，', '和A、', '每低', '关于的通知（']) {
      readFacts(blocksOf(piece.repeat(8000)), { documentId: 'd' });
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('the sentence that states the result', () => {
  const result = (...lines: readonly string[]) => {
    const found = findTotalSentence(blocksOf(...lines));
    return (
      found && {
        points: found.points?.value ?? null,
        score: found.score?.value ?? null,
        grade: found.grade?.text ?? null,
      }
    );
  };

  it('gives score and grade', () => {
    expect(result('经评价，最终评分结果：总得分为96分，绩效评级“好”。')).toEqual({
      points: null,
      score: '96',
      grade: '好',
    });
    expect(result('满分100分，自评得分97分，评价等级：优。')).toEqual({ points: '100', score: '97', grade: '优' });
    expect(result('经综合评定，该项目自评总分为93.2分，等级为优。')).toEqual({
      points: null,
      score: '93.2',
      grade: '优',
    });
  });

  it('prefers a sentence with a score to one with a grade, and gives the places', () => {
    expect(result('综合自评结论为：优。', '项目总得分为96分。')).toEqual({ points: null, score: '96', grade: null });
    const text = '总之，综合自评结论为：优。';
    expect(findTotalSentence(blocksOf(text))).toEqual({
      points: null,
      score: null,
      grade: {
        text: '优',
        sources: [
          { documentId: 'd', pageNumber: 3, bbox: [10, 20, 30, 40], blockId: 'b1', method: 'text', charSpan: [11, 12] },
        ],
      },
    });
  });

  it('finds none in scores of groups and in words such as 优化', () => {
    expect(result('项目决策类指标分值20分，实际得分20分。', '评价结果为优化后的方案。')).toBeUndefined();
  });
});
