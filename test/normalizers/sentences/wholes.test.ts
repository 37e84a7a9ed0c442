import { describe, expect, it } from 'vitest';
import { told } from './told.ts';

describe('which whole a row of parts belongs to', () => {
  it('adds scores to the score and points to the points where both stand in pairs', () => {
    const facts = told('本项目满分100分，自评得分95分，其中：资金管理20分，得18.5分；产出指标80分，得76.5分。');
    expect(facts.slice(0, 2)).toEqual(['f1 points 本项目 100分 = sum(f3, f5)!', 'f2 score 本项目 95分 = sum(f4, f6)!']);
  });

  it('takes the earlier figure that the parts make up exactly', () => {
    const facts = told('评价总分100分，实得88.5分，其中项目决策20分，项目过程30分，项目产出50分。');
    expect(facts[0]).toBe('f1 points 总得分 100分 = sum(f3, f4, f5)!');
    expect(facts[1]).not.toContain('sum');
  });

  it('does not part what was left by what was spent', () => {
    const facts = told(
      '项目累计支出1785.6万元，结余74.4万元。其中：中央资金支出1240万元，省级资金支出380万元，县级资金支出165.6万元。',
    );
    expect(facts.slice(0, 2)).toEqual(['f1 executed 项目 1785.6万元 = sum(f3, f4, f5)!', 'f2 balance 项目 74.4万元']);
  });
});

describe('what stands between a whole and its parts', () => {
  it('parts what was reached, not what it is compared with', () => {
    const facts = told('培训3,260人次，较上年的2,800人次增加460人次；其中管理人员620人次，技术人员2,640人次。');
    expect(facts[0]).toMatch(/3260人次 = sum\(f4, f5\)!$/);
    expect(facts[2]).toMatch(/460人次 = difference\(f1, f2\)$/);
  });

  it('ends the parts where the sentence tells what became of one of them', () => {
    const facts = told('总投资12,000万元，其中一期4,500万元，二期7,500万元，目前一期已完成投资4,320万元。');
    expect(facts[0]).toMatch(/= sum\(f2, f3\)!$/);
    expect(facts[3]).not.toContain('of f1');
  });

  it('sums what comes before 合计下达', () => {
    expect(told('第一批下达500万元，第二批下达312万元，合计下达822万元。')[2]).toMatch(/822万元 .*= sum\(f1, f2\)!$/);
  });
});

describe('changes', () => {
  it('follow from the figures they part', () => {
    expect(told('补助标准由79元提高到84元，增加5元。')[2]).toMatch(/= difference\(f2, f1\)$/);
    expect(told('工程送审金额905万元，审定金额862万元，核减43万元。')[2]).toMatch(/= difference\(f1, f2\)$/);
  });

  it('make the adjusted budget where the words say so, whatever the figures', () => {
    expect(told('年初预算350万元，年中追加80万元，调整后预算440万元。')[2]).toMatch(/= sum\(f1, f2\)!$/);
    expect(told('年初预算320万元，年中调减24万元，调整后预算286万元。')[2]).toMatch(/= difference\(f1, f2\)$/);
  });
});

describe('relations that only the figures prove', () => {
  it('takes a rate just behind two counts whose quotient it is', () => {
    expect(told('受理案件1,126件，办结1,098件，结案率97.51%。')[2]).toMatch(/= ratio\(f2, f1\)$/);
    expect(told('受理案件1,126件，办结1,098件，结案率88.23%。')[2]).not.toContain('ratio');
  });

  it('multiplies the only standard of a sentence with its only number of people', () => {
    expect(told('按照每人每年1200元的标准，为1,250名老人发放补贴，全年支出155万元。')[2]).toMatch(
      /= product\(f2, f1\)$/,
    );
  });

  it('takes a saving for what lies between an estimate and a price agreed', () => {
    expect(told('采购预算180万元，中标价168.3万元，节约资金12.7万元。')[2]).toMatch(/= difference\(f1, f2\)$/);
  });

  it('adds nothing up to an average, nor what was taken off to a score', () => {
    expect(told('平均得分91.6分，其中服务态度93.2分，办事效率90分。')[0]).not.toContain('sum');
    expect(told('自评总分98分：其中决策40分，过程58分，扣分项为过程类指标扣1分、产出类指标扣1分。')[0]).toMatch(
      /= sum\(f2, f3\)!$/,
    );
  });
});
