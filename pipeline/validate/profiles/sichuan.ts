import { ministry } from './ministry.ts';
import type { Profile } from './profile.ts';

/**
 * Forms of a budget system: 预算执行情况（10分）, rows 财政专户管理资金 and 单位资金, 绩效指标（90分） shared out as each form likes,
 * 指标性质, 指标值 and 度量单位 in columns of their own.
 */
export const sichuan: Profile = {
  ...ministry,
  name: 'sichuan',
  title: { zh: '绩效指标90分的自评表（四川式样）', en: 'forms with 90 points for indicators (Sichuan layout)' },
  signs: { all: ['指标性质', '度量单位', '绩效指标（90分）'] },
  levelPoints: {},
};
