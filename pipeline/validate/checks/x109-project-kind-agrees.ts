import type { Text } from '../../model/source.ts';
import { type CheckContext, defineCheck, type Subject } from '../check.ts';
import { example } from '../example.ts';
import { foldName } from '../identity.ts';
import { failWith, proseBlocks, textAsFigure } from '../prose.ts';
import { cite } from '../wording.ts';

const LABEL = { zh: '标题', en: 'title' };
const TITLE = /^[^。，；：:]{4,60}(?:自评报告|自评表|评价报告|评价表|自评情况表)$/u;
const DEPARTMENT = /部门(?:\(单位\))?整体(?:支出)?/u;
const PROJECT = /项目支出|专项资金|转移支付/u;

export const projectKindAgrees = defineCheck({
  id: 'X109',
  name: 'project-kind-agrees',
  title: { zh: '报告与附表的类型一致', en: 'Report and form are of one kind' },
  why: {
    zh: '项目支出与部门整体支出的指标体系和评分办法不同。',
    en: 'Project and department evaluations have different schemes and rules.',
  },
  basis: {
    zh: '一份报告评价的或是项目支出，或是部门整体支出',
    en: 'a report is on a project or on a whole department',
  },
  severity: 'warning',
  applies: {
    zh: '一份报告中各标题行（……自评报告、……自评表）的类型。正文中的章节名称不判断。',
    en: 'The titles of one report and its forms. Chapter headings are not judged.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '类型一致', en: 'one kind' },
      kind: 'valid',
      context: () =>
        example({
          title: '2022年度项目支出绩效自评报告',
          blocks: [{ kind: 'heading', text: '2022年度项目支出绩效自评表' }],
        }),
      findings: [],
    },
    {
      name: { zh: '项目报告附部门整体支出表', en: 'a project report with a department form' },
      kind: 'invalid',
      context: () =>
        example({
          title: '2022年度项目支出绩效自评报告',
          blocks: [{ kind: 'heading', text: '2022年度部门整体支出绩效自评表' }],
        }),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '2022年度部门整体支出绩效自评表',
          recomputed: '2022年度项目支出绩效自评报告',
          cites: ['部门整体支出', '项目支出'],
        },
      ],
    },
    {
      name: { zh: '正文提到部门整体支出', en: 'a sentence on the department' },
      kind: 'guard',
      context: () =>
        example({
          title: '2022年度项目支出绩效自评报告',
          blocks: ['四、部门整体支出管理及使用情况', '按照部门整体支出绩效评价报告的要求，开展项目自评。'],
        }),
      findings: [],
    },
  ],
});

function toSubjects(context: CheckContext): readonly Subject[] {
  const titles = titlesOf(context);
  const [first, ...others] = titles;
  if (first === undefined) return [];
  const counterpart = textAsFigure(first, LABEL);
  return others.map((title): Subject => {
    const recorded = textAsFigure(title, LABEL);
    const recomputed = first.text.trim();
    if (kindOf(title.text) === kindOf(first.text)) {
      return {
        subject: '报告类型',
        recorded,
        operands: [counterpart],
        evaluate: () => ({ outcome: 'pass', recomputed, formula: null, rounding: null }),
      };
    }
    const [own, other] = [cite(context, recorded), cite(context, counterpart)];
    const message = { zh: `${own.zh}与${other.zh}类型不同。`, en: `${own.en} and ${other.en} are of different kinds.` };
    return {
      subject: '报告类型',
      recorded,
      operands: [counterpart],
      evaluate: () => failWith(message, { recomputed }),
    };
  });
}

/** Title of the report, then every line of its text that is a title of a known kind, each once. */
function titlesOf(context: CheckContext): readonly Text[] {
  const lines = proseBlocks(context).filter(({ text }) => TITLE.test(text.trim().replace(/\s/gu, '')));
  const all = [...(context.report.title === null ? [] : [context.report.title]), ...lines];
  const seen = new Set<string>();
  return all.flatMap(({ text, sources }) => {
    const folded = foldName(text);
    if (kindOf(text) === null || seen.has(folded)) return [];
    seen.add(folded);
    return [{ text, sources }];
  });
}

function kindOf(title: string): 'department' | 'project' | null {
  const folded = title.normalize('NFKC').replace(/\s/gu, '');
  if (DEPARTMENT.test(folded)) return PROJECT.test(folded) ? null : 'department';
  return PROJECT.test(folded) ? 'project' : null;
}
