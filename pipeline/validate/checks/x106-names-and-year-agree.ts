import type { Block } from '../../model/document.ts';
import { rememberByObject } from '../../model/remember.ts';
import type { Report } from '../../model/report.ts';
import type { Text } from '../../model/source.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { foldName } from '../identity.ts';
import { failWith, proseBlocks, textAsFigure, wordsAsFigure } from '../prose.ts';
import { cite } from '../wording.ts';

const LINES: readonly (readonly [field: 'project' | 'department' | 'unit', word: string, pattern: RegExp])[] = [
  ['project', '项目名称', /^\s*项目名称\s*[:：]\s*(\S.*)$/u],
  ['department', '主管部门', /^\s*主管部门\s*[:：]\s*(\S.*)$/u],
  ['unit', '实施单位', /^\s*(?:项目)?(?:实施)?单位(?:名称)?\s*[:：]\s*(\S.*)$/u],
];
const TITLE_YEAR =
  /^[^。，；]{0,30}?((?:19|20)\d{2})\s*年度?[^。，；]{0,50}(?:自评报告|自评表|评价报告|自评情况)\s*[)）]?$|^[(（]\s*((?:19|20)\d{2})\s*年度\s*[)）]$/u;
/** Words after which a place of its own begins; two characters before them name it. */
const PLACE = /([\u4e00-\u9fff]{2})(区域|片区|街道|镇|乡|社区)/gu;
const NO_PLACE = /[全我本各该辖市县区城农于为在和与及的了]/u;
/** Mentions that make a place a report's own; fewer may be an example or a neighbour. */
const OWN_MENTIONS = 3;

export const namesAndYearAgree = defineCheck({
  id: 'X106',
  name: 'names-and-year-agree',
  title: { zh: '名称和年度一致', en: 'Names and year agree' },
  why: {
    zh: '名称、年度前后不同，或出现另一地方的名称，往往是从别的报告拷贝而来。',
    en: 'Another name or year, or the name of another place, often comes from copying another report.',
  },
  basis: {
    zh: '一份报告只有一个项目名称、一个单位、一个年度',
    en: 'one report has one project, one unit and one year',
  },
  severity: 'note',
  applies: {
    zh: '表中的项目名称、主管部门、实施单位与正文同名一行；标题中的年度；正文中出现同一文件另一份报告的地名（警告）。简称（包含关系）视为一致。',
    en: 'Project, department and unit of the form against the lines of the text that give them; the year of titles; the place of a sister report in the text (warning). An abbreviation agrees.',
  },
  subjects: (context) => [...nameSubjects(context), ...yearSubjects(context), ...placeSubjects(context)],
  examples: [
    {
      name: { zh: '名称一致', en: 'the names agree' },
      kind: 'valid',
      context: () =>
        example({ project: '居民医疗保险 配套资金（一期）', blocks: ['项目名称：居民医疗保险配套资金(一期)'] }),
      findings: [],
    },
    {
      name: { zh: '项目名称少一词', en: 'a word is missing from the name' },
      kind: 'invalid',
      context: () => example({ project: '城乡居民基本医疗保险补助', blocks: ['项目名称：城乡基本医疗保险补助'] }),
      findings: [
        {
          severity: 'note',
          outcome: 'fail',
          recorded: '城乡基本医疗保险补助',
          recomputed: '城乡居民基本医疗保险补助',
          cites: ['城乡居民基本医疗保险补助'],
        },
      ],
    },
    {
      name: { zh: '单位用简称', en: 'a unit by its short name' },
      kind: 'guard',
      context: () => example({ unit: '区医疗保障局', blocks: ['项目单位：开发区·东山区医疗保障局'] }),
      findings: [],
    },
    {
      name: { zh: '标题年度不同', en: 'a title with another year' },
      kind: 'invalid',
      context: () => example({ year: '2022', blocks: [{ kind: 'heading', text: '2021年度项目支出绩效自评报告' }] }),
      findings: [
        { severity: 'note', outcome: 'fail', recorded: '2021年度项目支出绩效自评报告', cites: ['2021', '2022'] },
      ],
    },
    {
      name: { zh: '出现另一份报告的地名', en: 'the place of a sister report' },
      kind: 'invalid',
      context: () =>
        example({
          blocks: [
            '北山区域参保人数增加。',
            '北山区域续保率提高。',
            '北山区域满意度提高。',
            '实现了东湖区域的绩效目标。',
          ],
          siblings: [{ blocks: ['东湖区域参保人数增加。', '东湖区域续保率提高。', '东湖区域满意度提高。'] }],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '东湖区域', cites: ['东湖区域', '北山区域'] }],
    },
  ],
});

function nameSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  return LINES.flatMap(([field, word, pattern]) => {
    const own = report[field];
    if (own === null || own.text.trim() === '') return [];
    return proseBlocks(context).flatMap((block): Subject[] => {
      const name = pattern.exec(block.text)?.[1]?.trim();
      if (name === undefined || name === '') return [];
      const recorded = wordsAsFigure(name, block.sources, { zh: `正文${word}`, en: `${word} in the text` });
      const counterpart = textAsFigure(own, { zh: `表中${word}`, en: `${word} in the form` });
      return [
        {
          subject: word,
          recorded,
          operands: [counterpart],
          evaluate: () => judgeNames(context, recorded, counterpart),
        },
      ];
    });
  });
}

function judgeNames(context: CheckContext, recorded: NamedFigure, counterpart: NamedFigure): Verdict {
  const [own, other] = [recorded, counterpart].map(({ quantity }) => foldName(quantity.raw).replace(/[·、，,]/gu, ''));
  const recomputed = counterpart.quantity.raw;
  if (own === undefined || other === undefined || own.includes(other) || other.includes(own)) {
    return { outcome: 'pass', recomputed, formula: null, rounding: null };
  }
  const [first, second] = [cite(context, recorded), cite(context, counterpart)];
  const message = { zh: `${first.zh}与${second.zh}不一致。`, en: `${first.en} does not agree with ${second.en}.` };
  return failWith(message, { recomputed });
}

function yearSubjects(context: CheckContext): readonly Subject[] {
  const year = context.report.fiscalYear?.value?.slice(0, 4);
  if (year === undefined) return [];
  return proseBlocks(context).flatMap((block): Subject[] => {
    const printed = yearOf(block);
    if (printed === null) return [];
    const recorded = wordsAsFigure(block.text.trim(), block.sources, { zh: '标题', en: 'title' });
    const verdict: Verdict =
      printed === year
        ? { outcome: 'pass', recomputed: year, formula: null, rounding: null }
        : failWith(yearMessage(context, recorded, year), { recomputed: year });
    return [{ subject: '年度', recorded, operands: [], evaluate: () => verdict }];
  });
}

function yearOf(block: Block): string | null {
  const match = TITLE_YEAR.exec(block.text.normalize('NFKC').trim());
  return match?.[1] ?? match?.[2] ?? null;
}

function yearMessage(context: CheckContext, recorded: NamedFigure, year: string) {
  const figure = cite(context, recorded);
  return {
    zh: `${figure.zh}的年度与本报告年度${year}年不一致。`,
    en: `The year of ${figure.en} is not that of the report, ${year}.`,
  };
}

/** A place that a sister report speaks of throughout, and this report once, having a place of its own. */
function placeSubjects(context: CheckContext): readonly Subject[] {
  const { report, reports } = context;
  if (reports.length < 2) return [];
  const blocks = proseBlocks(context);
  const here = countPlaces(blocks);
  const own = [...here].filter(([, count]) => count >= OWN_MENTIONS).map(([place]) => place);
  if (own.length === 0) return [];
  const names = [report.project, report.title].map((text: Text | null) => text?.text ?? '').join('');
  const theirs = new Set(reports.filter((other) => other !== report).flatMap((other) => ownPlaces(context, other)));
  return [...here].flatMap(([place, count]): Subject[] => {
    const suffix = place.slice(2);
    const mine = own.find((each) => each.endsWith(suffix));
    if (count > 1 || !theirs.has(place) || mine === undefined || own.includes(place) || names.includes(place))
      return [];
    const block = blocks.find(({ text }) => text.includes(place));
    if (block === undefined) return [];
    const recorded = wordsAsFigure(place, block.sources, { zh: '地名', en: 'place' });
    const figure = cite(context, recorded);
    const message = {
      zh: `正文其他各处为${mine}，此处出现另一份报告的${figure.zh}。`,
      en: `The text speaks of ${mine} elsewhere, and here of the place of another report: ${figure.en}.`,
    };
    const verdict = failWith(message, { severity: 'warning', recomputed: mine });
    return [{ subject: `地名/${place}`, recorded, operands: [], evaluate: () => verdict }];
  });
}

function ownPlaces(context: CheckContext, report: Report): readonly string[] {
  const counts = countPlaces(proseBlocks({ ...context, report }));
  return [...counts].filter(([, count]) => count >= OWN_MENTIONS).map(([place]) => place);
}

const countPlaces = rememberByObject((blocks: readonly Block[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { text } of blocks) {
    for (const [place, name = ''] of text.matchAll(PLACE)) {
      if (!NO_PLACE.test(name)) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  return counts;
});
