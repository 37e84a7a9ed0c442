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
