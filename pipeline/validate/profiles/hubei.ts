import { ministry } from './ministry.ts';
import type { Profile } from './profile.ts';

/**
 * 20/70/10 forms: 预算执行情况（20分） over one row 年度财政资金总额, 得分（20分*执行率）, blocks 年度绩效目标1（70分） with points that
 * each form shares out itself, 年初目标值（A） and 实际完成值（B）. The notes under them score targets in proportion, capped.
 */
export const hubei: Profile = {
  ...ministry,
  name: 'hubei',
  title: { zh: '预算执行20分的自评表（湖北式样）', en: 'forms with 20 points for execution (Hubei layout)' },
  signs: { all: ['20分*执行率'], any: ['年初目标值（A）', '年度财政资金总额', '年度绩效目标1'] },
  executionPoints: '20',
  levelPoints: {},
  rules: [
    {
      kind: 'proportional',
      applies: 'quantitative',
      parameters: { capAtPoints: true },
      quote: '正向定量指标得分=权重*B/A，得分不得突破权重总额',
    },
    {
      kind: 'inverse',
      applies: 'quantitative',
      parameters: { capAtPoints: true },
      quote: '反向定量指标得分=权重*A/B，得分不得突破权重总额',
    },
  ],
};
