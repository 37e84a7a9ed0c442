import { ministry } from './ministry.ts';
import type { Profile } from './profile.ts';

/**
 * Forms of rural subsidy funds: 资金情况（万元） with 分值 before 执行率, 年初设定目标 beside 年度总体目标完成情况综述, points before the
 * target, 全年实际值. The points of execution stand on the total and again on 本年财政拨款, and count once. Rules and points of
 * levels are those of the ministry.
 */
export const anhui: Profile = {
  ...ministry,
  name: 'anhui',
  title: { zh: '衔接资金项目自评表（安徽式样）', en: 'forms of rural subsidy funds (Anhui layout)' },
  signs: { all: ['年初设定目标', '年度总体目标完成情况综述', '全年实际值'] },
};
