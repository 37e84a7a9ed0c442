import { ministry } from './ministry.ts';
import type { Profile } from './profile.ts';

/**
 * Evaluation reports with tables 标准值, 分值, 得分, 得分率 for 决策, 过程, 产出 and 效益. Execution is one of the indicators, with a
 * threshold in the text, and has no points by default; the levels are shared out as each report likes.
 */
export const ningxia: Profile = {
  ...ministry,
  name: 'ningxia',
  title: {
    zh: '决策、过程、产出、效益四类指标的评价报告（宁夏式样）',
    en: 'reports on four levels of indicators (Ningxia layout)',
  },
  signs: { all: ['标准值', '得分率'], none: ['全年执行数', '执行率（B/A）'] },
  executionPoints: null,
  levelPoints: {},
};
