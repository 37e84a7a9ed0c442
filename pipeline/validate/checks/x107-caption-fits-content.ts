import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { rowsOfTable, tableOf } from '../indexes.ts';
import { isPlaceholder } from '../linking.ts';
import { failWith, wordsAsFigure } from '../prose.ts';
import { cite } from '../wording.ts';

type Family = '决策' | '过程' | '产出' | '效益';

/** Words by which a caption or a heading belongs to one part of the scheme. */
const FAMILIES: readonly (readonly [Family, RegExp])[] = [
  ['决策', /决策|立项/u],
  ['过程', /过程|资金管理|组织管理|业务管理|预算执行/u],
  ['产出', /产出|数量指标|质量指标|时效指标|成本指标/u],
  ['效益', /效益|效果|满意|可持续|社会影响|生态/u],
];

export const captionFitsContent = defineCheck({
  id: 'X107',
  name: 'caption-fits-content',
  title: { zh: '表题与内容相符', en: 'A caption fits its table' },
  why: {
    zh: '表题写错，读者会把一类指标当作另一类。',
    en: 'Under a wrong caption the reader takes one kind of indicators for another.',
  },
  basis: { zh: '表题应当说明表内的指标', en: 'a caption names what the table holds' },
  severity: 'note',
  applies: {
    zh: '表题只提到决策、过程、产出、效益（效果、满意度）中的一类，而表内指标全部属于另一类的。',
    en: 'Tables whose caption names one of 决策, 过程, 产出, 效益 (效果, 满意度) while all rows belong to another.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '表题相符', en: 'the caption fits' },
      kind: 'valid',
      context: () => scored('表4-3 项目产出指标得分情况', '数量指标'),
      findings: [],
    },
    {
      name: { zh: '产出表题下是满意度指标', en: 'satisfaction under a caption of output' },
      kind: 'invalid',
      context: () => scored('表4-4 项目产出指标得分情况', '满意度指标'),
      findings: [
        { severity: 'note', outcome: 'fail', recorded: '表4-4 项目产出指标得分情况', cites: ['4-4', '满意度指标'] },
      ],
    },
    {
      name: { zh: '表题提到两类', en: 'a caption that names two' },
      kind: 'guard',
      context: () => scored('表4 产出和效益指标得分情况', '满意度指标'),
      findings: [],
    },
    {
      name: { zh: '二级指标名称不属于任何一类', en: 'headings of no known kind' },
      kind: 'open',
      context: () => scored('表4-3 项目产出指标得分情况', '其他方面'),
      findings: [],
    },
  ],
});

function scored(caption: string, level2: string) {
  return example({
    indicators: [{ level2, level3: '某项指标', target: '≥90%', points: '10', score: '10' }],
    captions: { 1: caption },
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const { report, document } = context;
  return report.tables.flatMap(({ tableId }): Subject[] => {
    const table = tableOf(document, tableId);
    const caption = table?.caption?.trim();
    const rows = rowsOfTable(report, tableId).filter((row) => !isPlaceholder(row));
    if (table === undefined || caption === undefined || rows.length === 0) return [];
    const named = familiesOf(caption);
    const [expected] = named;
    if (named.length !== 1 || expected === undefined) return [];
    const first = table.cells[0]?.sources[0];
    const sources = first === undefined ? [] : [first];
    const recorded = wordsAsFigure(caption, sources, { zh: '表题', en: 'caption' });
    return [
      {
        subject: `表题/${caption}`,
        recorded,
        operands: [],
        evaluate: () => judge(context, { recorded, rows, expected }),
      },
    ];
  });
}

function judge(
  context: CheckContext,
  { recorded, rows, expected }: { recorded: Parameters<typeof cite>[1]; rows: readonly Indicator[]; expected: Family },
): Verdict {
  const families = rows.map(({ level1, level2 }) => familiesOf(level2 ?? '')[0] ?? familiesOf(level1 ?? '')[0] ?? null);
  if (families.every((family) => family === null)) return UNKNOWN;
  if (families.some((family) => family === null || family === expected)) {
    return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  }
  const headings = [...new Set(rows.map(({ level1, level2 }) => level2 ?? level1 ?? ''))].join('、');
  const figure = cite(context, recorded);
  return failWith({
    zh: `${figure.zh}与表内指标不符，表内为：${headings}。`,
    en: `${figure.en} does not fit the table, which holds: ${headings}.`,
  });
}

function familiesOf(text: string): readonly Family[] {
  return FAMILIES.filter(([, pattern]) => pattern.test(text)).map(([family]) => family);
}

const UNKNOWN: Verdict = {
  outcome: 'open',
  reason: { zh: '表内指标的类别不明。', en: 'What kind of indicators the table holds is not known.' },
};
