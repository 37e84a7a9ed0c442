import type { AcrossContext, AcrossSubject, Related } from '../across/across-check.ts';
import { defineAcrossCheck } from '../across/across-check.ts';
import { exampleFiles } from '../across/across-example.ts';
import type { DigestFigure } from '../across/digest.ts';
import { findFigure } from '../across/run-figures.ts';
import { toProjectKey } from '../across/same-project.ts';
import type { Lookup, Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import type { ExampleFact, ExampleInput } from '../example.ts';
import { UNREAD } from '../ratio.ts';
import { toSum, toTerms } from '../sums.ts';
import { toTerm } from '../terms.ts';
import { citeMany } from '../wording.ts';

export const departmentEqualsItsProjects = defineAcrossCheck({
  id: 'F103',
  name: 'department-equals-its-projects',
  title: { zh: '部门项目支出等于各项目之和', en: "A department's project spending is the sum of its projects" },
  why: {
    zh: '部门整体自评表的项目支出与各项目自评表之和不等，说明漏报了项目，或有一处金额填错。',
    en: 'Where they differ, a project is missing or an amount is wrong.',
  },
  basis: { zh: '部门项目支出 = 各项目金额之和', en: 'project spending of the department = sum over its projects' },
  severity: 'warning',
  applies: {
    zh: '部门整体支出表印有“项目支出”一行，报告写明项目个数，而同一批文件中该单位（或以其为主管部门）当年的项目自评表恰为此数的；其余不适用。其中数不重复相加。',
    en: 'Department forms with a row 项目支出 in a report that says how many projects there are, where the run holds just so many forms of the unit, or under it, for the year; all others are not applicable. Parts of a form are not added again.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '等于各项目之和', en: 'the sum of its projects' },
      kind: 'valid',
      files: () => departmentFiles({ budget: '200', executed: '190' }),
      findings: [],
    },
    {
      name: { zh: '不等于各项目之和', en: 'not the sum of its projects' },
      kind: 'invalid',
      files: () => departmentFiles({ budget: '200', executed: '199' }),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '199',
          recomputed: '190',
          cites: ['项目/乙.docx', '90 + 100 = 190'],
        },
      ],
    },
    {
      name: { zh: '单位为元，数字四舍五入', en: 'projects in 元' },
      kind: 'guard',
      files: () => departmentFiles({ budget: '200.00', executed: '190.00', second: ['1000000', '899980', '元'] }),
      findings: [],
    },
    {
      name: { zh: '约数', en: 'an approximate figure' },
      kind: 'guard',
      files: () => departmentFiles({ budget: '200', executed: '约150' }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '约150', recomputed: '190' }],
    },
    {
      name: { zh: '没有写明项目个数', en: 'the number of projects is not said' },
      kind: 'not-applicable',
      files: () => departmentFiles({ budget: '200', executed: '199', count: null }),
      findings: [],
    },
    {
      name: { zh: '项目自评表没有收齐', en: 'a form is missing' },
      kind: 'not-applicable',
      files: () => departmentFiles({ budget: '200', executed: '199', count: '3个' }),
      findings: [],
    },
    {
      name: { zh: '单位名称为简称', en: 'an abbreviated unit' },
      kind: 'review',
      files: () => departmentFiles({ budget: '200', executed: '199', unit: '区科技服务中心' }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '199', recomputed: '190' }],
    },
    {
      name: { zh: '没有“项目支出”一行', en: 'no row of project spending' },
      kind: 'not-applicable',
      files: () => departmentFiles({ budget: '200', executed: '199', row: '其他资金' }),
      findings: [],
    },
  ],
});

interface DepartmentFiles {
  readonly budget: string;
  readonly executed: string;
  readonly row?: string;
  readonly count?: string | null;
  /** As the second project's form names it. */
  readonly unit?: string;
  /** Budget, amount executed and unit of the second project. */
  readonly second?: readonly [string, string, string];
}

function departmentFiles({ budget, executed, row = '项目支出', count = '2个', unit, second }: DepartmentFiles) {
  const department = { unit: '清河区科技服务中心', year: '2023' };
  const [secondBudget, secondExecuted, amountUnit] = second ?? ['100', '90', '万元'];
  const facts: ExampleFact[] =
    count === null ? [] : [{ metric: 'count', subject: '项目', figure: count, sentence: `实施项目${count}。` }];
  const form = (project: string, changes: ExampleInput): ExampleInput => ({ ...department, project, ...changes });
  return exampleFiles({
    '部门.docx': {
      ...department,
      kind: 'department',
      facts,
      funds: [
        { label: '年度资金总额', budget: '500', executed: '480' },
        { label: '基本支出', budget: '300', executed: '290' },
        { label: row, budget, executed },
      ],
    },
    '项目/甲.docx': form('科普馆维护', {
      funds: [
        { label: '年度资金总额', budget: '100', executed: '100' },
        { label: '其中：当年财政拨款', fund: 'fiscal', parent: 0, budget: '100', executed: '100' },
      ],
    }),
    '项目/乙.docx': form('成果转化补助', {
      ...(unit === undefined ? {} : { unit }),
      amountUnit,
      funds: [{ label: '年度资金总额', budget: secondBudget, executed: secondExecuted }],
    }),
  });
}

const FIELDS = ['initialBudget', 'budget', 'executed'] as const;

function toSubjects(context: AcrossContext): readonly AcrossSubject[] {
  const { report } = context;
  const projects = context.projects.filter(({ report: { kind } }) => kind === 'project' || kind === 'transfer');
  if (report.kind !== 'department' || projects.length === 0) return [];
  const others = projects.map(({ report: project }) => project);
  const rows = FIELDS.flatMap((field) => {
    const recorded = findFigure(report, 'projects', field);
    const totals = others.map((project) => findFigure(project, 'total', field));
    // A column that no project's form prints says nothing.
    return recorded === null || totals.every((each) => each === null) ? [] : [{ recorded, totals }];
  });
  if (rows.length === 0) {
    return [{ subject: SUBJECT, recorded: null, operands: [], others, evaluate: () => NO_ROW }];
  }
  const isComplete = holdsAll(context, projects);
  return rows.map(({ recorded, totals }): AcrossSubject => {
    const operands = totals.flatMap((figure, index) =>
      figure === null ? [] : [ofProject(figure, others[index]?.project)],
    );
    const isSure = projects.every(({ unit }) => unit === 'high');
    return {
      subject: `${SUBJECT}/${recorded.label.zh}`,
      recorded,
      operands,
      others,
      evaluate: (lookup) => {
        if (!isComplete) return notAll(others.length);
        if (operands.length < others.length) return UNREAD;
        return judge({ context, recorded, operands, isSure }, lookup);
      },
    };
  });
}

const SUBJECT = '跨文件/部门项目支出';

/** The department's report says how many projects there are, and the run holds one form of each of so many. */
function holdsAll({ report }: AcrossContext, projects: readonly Related[]): boolean {
  const names = new Set(projects.map((each) => toProjectKey(each.report)));
  if (names.size < projects.length) return false;
  return report.figures.some(
    ({ role, quantity }) =>
      role === 'project-count' &&
      quantity.comparator === null &&
      quantity.upper === null &&
      Number(quantity.value) === names.size,
  );
}

function ofProject(figure: DigestFigure, project: string | null | undefined): DigestFigure {
  const { zh, en } = figure.label;
  return { ...figure, label: { zh: `${project ?? ''}${zh}`, en: `${en}, ${project ?? ''}` } };
}

function judge(
  {
    context,
    recorded,
    operands,
    isSure,
  }: { context: AcrossContext; recorded: DigestFigure; operands: readonly DigestFigure[]; isSure: boolean },
  lookup: Lookup,
): Verdict {
  const own = lookup(recorded);
  const amount = toTerm(own);
  const terms = toTerms(operands, own.unit, lookup);
  if (amount === null || terms === null) return UNREAD;
  const computed = toSum(terms);
  return compare({
    context,
    recorded,
    readings: [{ value: amount.value, decimals: own.decimals ?? 0 }],
    operands,
    computed: { ...computed, isApproximate: computed.isApproximate || amount.isApproximate },
    suffix: '',
    isExact: false,
    from: citeMany(context, operands, { zh: '项目金额', en: 'project amounts' }),
    ...(isSure ? {} : { review: true }),
  });
}

const NO_ROW: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '部门表没有“项目支出”一行。', en: 'The department form has no row of project spending.' },
};

function notAll(forms: number): Verdict {
  return {
    outcome: 'not-applicable',
    reason: {
      zh: `不能断定收齐了全部项目（有${forms}份项目自评表）。`,
      en: `It is not plain that all projects are there (${forms} forms).`,
    },
  };
}
