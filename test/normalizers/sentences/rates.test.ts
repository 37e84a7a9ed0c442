import { describe, expect, it } from 'vitest';
import { told } from './told.ts';

describe('rates', () => {
  it('derives a completion rate from what was planned and done', () => {
    expect(told('计划举办培训班12期，实际举办11期，完成率91.67%。')).toEqual([
      'f1 count 举办培训班 12期 (planned)',
      'f2 count 举办 11期 (actual)',
      'f3 other 完成率 91.67% = ratio(f2, f1)',
    ]);
    expect(told('应参保人数52000人，实际参保人数51480人，参保率99%。')).toEqual([
      'f1 people 应参保人数 52000人 (planned)',
      'f2 people 参保人数 51480人 (actual)',
      'f3 other 参保率 99% = ratio(f2, f1)',
    ]);
  });

  it('derives rates of arrival and of questionnaires returned', () => {
    expect(told('上级下达资金255.3万元，资金到位255.3万元，到位率100%。').at(-1)).toBe(
      'f3 other 到位率 100% (allocated) = ratio(f2, f1)',
    );
    expect(told('共发放问卷200份，收回有效问卷196份，有效率98%，综合满意度为95.4%。')).toEqual([
      'f1 count 发放问卷 200份',
      'f2 count 收回有效问卷 196份',
      'f3 other 有效率 98% = ratio(f2, f1)',
      'f4 satisfaction 综合满意度 95.4%',
    ]);
  });

  it('derives growth from the older to the newer figure', () => {
    expect(told('中选支架从均价1.3万元左右下降至700元左右，降幅93%。')).toEqual([
      'f1 unit-price 中选支架从均价 ~1.3万元',
      'f2 unit-price 中选支架从均价 ~700元',
      'f3 other 降幅 93% = growth(f2, f1)',
    ]);
    expect(told('2021年支出900万元，2022年支出1080万元，同比增长20%。')).toEqual([
      'f1 executed — 900万元 @2021年',
      'f2 executed — 1080万元 @2022年',
      'f3 other 同比增长 20% @2022年 = growth(f2, f1)',
    ]);
    expect(told('全年支出1320万元，比上年1200万元增长10%。')).toEqual([
      'f1 executed — 1320万元',
      'f2 other 比上年 1200万元 (last-year)',
      'f3 other 增长 10% = growth(f1, f2)',
    ]);
  });

  it('derives nothing for rates whose figures the sentence does not name', () => {
    expect(told('群众满意度达到90%以上，较上年提高3个百分点。')).toEqual([
      'f1 satisfaction 群众满意度 >=90%',
      'f2 other 较上年提高 3个百分点 (last-year)',
    ]);
    expect(told('234种药品进入范围，平均降幅54%。')).toEqual(['f1 count 药品 234种', 'f2 other 平均降幅 54%']);
    expect(told('项目支出400万元，占比40%。')).toEqual(['f1 executed 项目支出 400万元', 'f2 share 占比 40%']);
  });
});

describe('scores', () => {
  it('gives points, score and rate of a group one subject', () => {
    expect(told('过程管理类指标分值20分，实际得分16分，得分率为80%。')).toEqual([
      'f1 points 过程管理 20分',
      'f2 score 过程管理 16分 (actual)',
      'f3 share 过程管理 80% = ratio(f2, f1)',
    ]);
  });

  it('takes the group from the opening words or the heading where the label has none', () => {
    expect(
      told('项目效果指标主要从社会效益、可持续性进行考察，指标权重分值为22分，实际得分为22分。').slice(-2),
    ).toEqual(['f1 points 项目效果 22分', 'f2 score 项目效果 22分 (actual)']);
    expect(told('# （三）项目产出', '指标分值为38分，得分为36分。')).toEqual([
      'f1 points 项目产出 38分',
      'f2 score 项目产出 36分',
    ]);
  });

  it('sums the parts of the total score', () => {
    expect(
      told('绩效自评得分96.5分，其中预算执行10分，产出指标48.5分，效益指标28分，满意度指标10分，评价等级为“优”。'),
    ).toEqual([
      'f1 score 总得分 96.5分 = sum(f2, f3, f4, f5)!',
      'f2 score 预算执行 10分 of f1',
      'f3 score 产出指标 48.5分 of f1',
      'f4 score 效益指标 28分 of f1',
      'f5 score 满意度指标 10分 of f1',
    ]);
    expect(told('总分100分，自评得分97分。')).toEqual(['f1 points 总得分 100分', 'f2 score 总得分 97分']);
  });

  it('tells what a heading claims', () => {
    expect(told('# （一）项目决策（20分）', '## 2022年补助50%部分')).toEqual(['f1 points 项目决策 20分']);
    expect(told('1. 项目决策。（20分）', '（1）决策依据（7分）。包含“决策部署”1个三级指标。')).toEqual([
      'f1 points 项目决策 20分',
      'f2 points 决策依据 7分',
      'f3 count 三级指标 1个 [决策部署]',
    ]);
  });
});

describe('paragraphs of one indicator', () => {
  it('names the figure by the indicator the paragraph begins with', () => {
    expect(told('工作满意度：问卷显示，参保人员对服务满意度为92.8%。根据评分标准，本项指标得满分。')).toEqual([
      'f1 satisfaction 工作满意度：参保人员对服务满意度 92.8%',
      'f2 score 工作满意度 满分',
    ]);
    expect(told('救助对象人次规模：救助对象覆盖各类困难人群，2022年共救助23194人。')).toEqual([
      'f1 people 救助对象人次规模：救助 23194人 @2022年',
    ]);
  });

  it('does not name figures that are told by the way', () => {
    expect(told('住院救助比率：按照70%的比例给予救助，年度限额16万元。2022年住院救助比率为100%。')).toEqual([
      'f1 other — 70%',
      'f2 other 限额 16万元',
      'f3 other 住院救助比率 100% @2022年',
    ]);
    expect(told('宣传能力：开展直播18次、发布文章13篇。')).toEqual([
      'f1 count 开展直播 18次',
      'f2 count 发布文章 13篇',
    ]);
    expect(told('标准化水平：推动7项跨省通办。')).toEqual(['f1 count 跨省通办 7项']);
  });

  it('gives a score without a name of its own to the indicator', () => {
    expect(told('预算执行率：根据评分标准“执行率≥90%，得4分，否则不得分”，本项指标得0分。')).toEqual([
      'f1 score 预算执行率 0分',
    ]);
  });
});
