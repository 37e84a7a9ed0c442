import { Decimal } from 'decimal.js';
import type { Fact } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { factFigure, hasValue } from '../figures.ts';
import { foldSubject } from '../linking.ts';
import { cite } from '../wording.ts';

/** Offices, people and institutions are counted by law; a slip there is more than a slip of the pen. */
const INSTITUTIONS =
  /股|科室|处室|机构|单位|部门|中心|人员|编制|职工|干部|领导|局长|主任|乡镇|街道|社区|村|医院|学校|站/u;
/** Joining words inside a member: 和 may join two members or stand within one name. */
const JOINING = /和|与|及|以及|或/u;

export const statedCountMatchesList = defineCheck({
  id: 'N102',
  name: 'stated-count-matches-list',
  title: { zh: '个数与所列名称相符', en: 'A stated count matches its list' },
  why: {
    zh: '说五个只列四个，遗漏或多写了一项。',
    en: 'Five announced and four named: one was left out, or one too many was counted.',
  },
  basis: { zh: '列举完整时，个数等于所列名称的个数', en: 'a complete list has as many members as stated' },
  severity: 'note',
  applies: {
    zh: '句中既有个数又逐一列出名称的。以“等”结尾的列举不判断；名称中的“和”“及”两种读法有一种相符即可；机构、人员的个数不符为警告。',
    en: 'Sentences that state a count and name each member. Lists that end in 等 are open; 和 and 及 within a name may be read either way; counts of offices and people give a warning.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '五个一级指标', en: 'five and five' },
      kind: 'valid',
      context: () =>
        example({
          facts: [
            {
              metric: 'count',
              subject: '一级指标',
              figure: '五个',
              sentence: '分为五个一级指标，分别为决策、过程、产出、效益和满意度。',
              list: ['决策', '过程', '产出', '效益', '满意度'],
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '少列一个', en: 'one is missing' },
      kind: 'invalid',
      context: () =>
        example({
          facts: [
            {
              metric: 'count',
              subject: '一级指标',
              figure: '五个',
              sentence: '分为五个一级指标，分别为决策、过程、产出、效益。',
              list: ['决策', '过程', '产出', '效益'],
            },
          ],
        }),
      findings: [
        { severity: 'note', outcome: 'fail', recorded: '五个', recomputed: '4', cites: ['五个', '4', '决策'] },
      ],
    },
    {
      name: { zh: '内设机构个数', en: 'a count of offices' },
      kind: 'invalid',
      context: () =>
        example({
          facts: [
            {
              metric: 'count',
              subject: '股室',
              figure: '4个',
              sentence: '设置了办公室、财务股、业务股4个股室。',
              list: ['办公室', '财务股', '业务股'],
            },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '4个', recomputed: '3' }],
    },
    {
      name: { zh: '名称中有“和”', en: '和 within a name' },
      kind: 'guard',
      context: () =>
        example({
          facts: [
            {
              metric: 'count',
              subject: '原则',
              figure: '三项',
              sentence: '遵循公平和公正、公开三项原则。',
              list: ['公平和公正', '公开'],
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '以“等”结尾', en: 'the list ends in 等' },
      kind: 'open',
      context: () =>
        example({
          facts: [
            {
              metric: 'count',
              subject: '事项',
              figure: '7项',
              sentence: '推动关系转移、凭证申领等7项事项。',
              list: ['关系转移', '凭证申领'],
              listOpen: true,
            },
          ],
        }),
      findings: [],
    },
  ],
});

function toSubjects(context: CheckContext): readonly Subject[] {
  return context.report.facts.flatMap((fact): Subject[] => {
    if (fact.list === null || fact.list.length < 2 || !hasValue(fact.quantity)) return [];
    const recorded = factFigure(fact);
    const subject = `文中/${foldSubject(fact.subject)}个数`;
    return [{ subject, recorded, operands: [], evaluate: (lookup) => judge(context, fact, lookup(recorded).value) }];
  });
}

function judge(context: CheckContext, fact: Fact, value: string | null): Verdict {
  const list = fact.list ?? [];
  if (fact.listOpen) return LIST_OPEN;
  if (value === null || fact.quantity.comparator !== null) return UNREAD;
  const most = list.reduce((total, name) => total + name.split(JOINING).filter((part) => part.length > 1).length, 0);
  const stated = new Decimal(value);
  const recomputed = String(list.length);
  if (stated.gte(list.length) && stated.lte(Math.max(most, list.length))) {
    return { outcome: 'pass', recomputed: stated.toFixed(), formula: null, rounding: null };
  }
  const recorded = factFigure(fact);
  const figure = cite(context, recorded);
  return {
    outcome: 'fail',
    ...(INSTITUTIONS.test(fact.subject) ? { severity: 'warning' as const } : {}),
    recomputed,
    expected: null,
    difference: stated.minus(list.length).toFixed(),
    formula: null,
    rounding: null,
    message: {
      zh: `${figure.zh}，所列为${recomputed}个：${list.join('、')}。`,
      en: `${figure.en}, and ${recomputed} are named: ${list.join(', ')}.`,
    },
  };
}

const LIST_OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '列举以“等”结尾，未必完整。', en: 'The list ends in 等 and need not be complete.' },
};
const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '个数未能读出或为约数。', en: 'The count was not read or is approximate.' },
};
