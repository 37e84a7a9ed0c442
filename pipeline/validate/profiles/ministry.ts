import type { Profile } from './profile.ts';

const grade = (label: string, from: string, to: string, toInclusive: boolean): Profile['grades'][number] => ({
  from,
  to,
  fromInclusive: true,
  toInclusive,
  label,
  points: null,
});

/**
 * The ministry's default (practice of 财预〔2020〕10号): what a form that prints no rules of its own is held against.
 * The grade bands are closed below and open above, so that 89.5 has a grade.
 */
export const ministry: Profile = {
  name: 'ministry',
  title: { zh: '财政部通行规则', en: 'the usual rules of the ministry of finance' },
  signs: null,
  headings: null,
  executionPoints: '10',
  levelPoints: { 产出指标: '50', 效益指标: '30', 满意度指标: '10' },
  grades: [
    grade('优', '90', '100', true),
    grade('良', '80', '90', false),
    grade('中', '60', '80', false),
    grade('差', '0', '60', false),
  ],
  lowExecutionRate: '90',
  rules: [],
};
