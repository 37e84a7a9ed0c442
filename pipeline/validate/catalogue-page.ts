import type { Finding } from '../model/finding.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Report } from '../model/report.ts';
import type { AcrossCheck } from './across/across-check.ts';
import { runExample } from './across/run-example.ts';
import { acrossCatalogue, catalogue } from './catalogue.ts';
import type { Check, CheckContext, Example } from './check.ts';
import { validate } from './validate.ts';

export type CatalogueFormat = 'md' | 'json';

const SEVERITY_ZH = { error: '错误', warning: '警告', note: '提示' } as const;
const KIND_ZH = {
  valid: '正确',
  invalid: '有误',
  review: '请核对',
  open: '不下结论',
  'not-applicable': '不适用',
  guard: '不应误报',
} as const;
const FAMILIES: readonly (readonly [letter: string, zh: string, en: string])[] = [
  ['A', '金额', 'Amounts'],
  ['S', '分值与得分', 'Points and scores'],
  ['X', '各处一致', 'Agreement of places'],
  ['C', '完整', 'Completeness'],
  ['N', '计数', 'Counts'],
  ['P', '合理', 'Plausibility'],
  ['F', '跨文件', 'Across files'],
];

/** An example of either kind of check: what its files say, and what is found. */
interface Described extends Pick<Example, 'name' | 'kind'> {
  readonly texts: () => readonly string[];
  readonly findings: () => readonly Finding[];
}

/** A check as the page tells of it, within one file or across files. */
interface DescribedCheck extends Omit<Check, 'subjects' | 'examples'> {
  readonly examples: readonly Described[];
}

/** Every check of both lists, those across files last. */
const described: readonly DescribedCheck[] = [...catalogue.map(describeCheck), ...acrossCatalogue.map(describeAcross)];

/** The catalogue of checks: every check with its examples and the findings they give, as Markdown or JSON. */
export function renderCatalogue(format: CatalogueFormat): string {
  if (format === 'json') return `${JSON.stringify(described.map(toRecord), null, 2)}\n`;
  const families = FAMILIES.filter(([letter]) => described.some(({ id }) => id.startsWith(letter)));
  const contents = families.flatMap(([letter, zh, en]) => [
    '',
    `## ${zh} · ${en}`,
    '',
    '| | 检查 | check | 严重程度 |',
    '| --- | --- | --- | --- |',
    ...described.filter(({ id }) => id.startsWith(letter)).map(toContentsRow),
  ]);
  const pages = described.map((check) => toPage(check, 3));
  return [...HEAD, ...contents, '', '## 逐项说明 · Check by check', '', pages.join('\n')].join('\n');
}

/** The page of one check; null where there is no check of that id. */
export function renderCheck(id: string, format: CatalogueFormat): string | null {
  const check = described.find((each) => each.id === id.toUpperCase());
  if (check === undefined) return null;
  return format === 'json' ? `${JSON.stringify(toRecord(check), null, 2)}\n` : toPage(check, 1);
}

const HEAD = [
  '# 检查目录 · Catalogue of checks',
  '',
  '<!-- Generated from the checks in pipeline/validate/checks by `npm run generate`; edit them, not this page. -->',
  '',
  '每一项检查都用十进制重新计算报告中的数字。严重程度是不成立时的最高程度：只在截断而未四舍五入时成立的、约数之间的，都只作提示；',
  '读数有疑的，请核对而不算错。下面的例子既是说明，也是测试。',
  '',
  'Every check works a figure out again, in decimals. The severity is that of a fail at most: figures right only when cut off, and',
  'approximate ones, are notes; a doubtful reading is put up for review. The examples below are the tests as well.',
];

function describeCheck(check: Check): DescribedCheck {
  const examples = check.examples.map(({ name, kind, context }) => ({
    name,
    kind,
    texts: () => toReportTexts(context()),
    findings: () => findingsOf(check, context()),
  }));
  return { ...check, examples };
}

function describeAcross(check: AcrossCheck): DescribedCheck {
  const examples = check.examples.map((example) => ({
    name: example.name,
    kind: example.kind,
    texts: () => example.files().flatMap(({ path, context }) => [`（${path}）`, ...toReportTexts(context)]),
    findings: () => runExample(check, example).findings,
  }));
  return { ...check, examples };
}

function toContentsRow({ id, name, title, severity }: DescribedCheck): string {
  return `| [${id}](#${id.toLowerCase()}) | ${title.zh} | ${name} | ${SEVERITY_ZH[severity]} ${severity} |`;
}

function toPage(check: DescribedCheck, level: number): string {
  const { id, name, title, why, basis, applies, severity, examples } = check;
  const heading = '#'.repeat(level);
  return [
    ...(level > 1 ? [`<a id="${id.toLowerCase()}"></a>`, ''] : []),
    `${heading} ${id} ${title.zh}`,
    '',
    `\`${name}\` · ${SEVERITY_ZH[severity]} ${severity} · ${title.en}`,
    '',
    `- 依据 ${basis.zh}<br>${basis.en}`,
    `- 意义 ${why.zh}<br>${why.en}`,
    `- 适用 ${applies.zh}<br>${applies.en}`,
    '',
    '| 例 | 报告所写 | 结果 |',
    '| --- | --- | --- |',
    ...examples.map(toExampleRow),
    '',
  ].join('\n');
}

function toExampleRow({ name, kind, texts, findings }: Described): string {
  const found = findings();
  const outcome = found.length === 0 ? KIND_ZH[kind] : found.map(toFindingText).join('<br>');
  return `| ${toCell(name.zh)}<br>${toCell(name.en)} | ${texts().map(toCell).join('<br>')} | ${outcome} |`;
}

function findingsOf(check: Check, { document, reports, profile }: CheckContext): readonly Finding[] {
  return validate({ document, reports, profile, path: 'example', checks: [check] }).findings;
}

function toFindingText({ severity, outcome, message }: Finding): string {
  const review = outcome === 'review' ? '·请核对' : '';
  return `**${SEVERITY_ZH[severity]}${review}** ${toCell(message.zh)}`;
}

/** What an example's reports say, in a few words: rows with their figures, sentences, printed rules, tables. */
function toReportTexts({ reports, document }: CheckContext): readonly string[] {
  const lines = reports.flatMap((report, index) => [
    ...(reports.length > 1 ? [`（报告${index + 1}）`] : []),
    ...toLines(report),
  ]);
  const texts = document.blocks.map(({ text }) => text);
  const tables = document.tables
    .filter(({ cells }) => cells.length > 0)
    .map(({ caption, cells }) => {
      const rows = [...new Set(cells.map(({ row }) => row))];
      const printed = rows.map((row) =>
        cells
          .filter((cell) => cell.row === row)
          .map(({ text }) => text || '（空）')
          .join(' '),
      );
      return [...(caption === null ? [] : [caption]), ...printed].join(' / ');
    });
  return [...lines, ...texts, ...tables];
}

function toLines(report: Report): readonly string[] {
  const figures = (named: readonly (readonly [string, Quantity | null])[]) =>
    named.flatMap(([name, quantity]) => (quantity === null ? [] : [`${name} ${quantity.raw || '（空）'}`])).join('，');
  const names = [
    ['标题', report.title?.text],
    ['项目', report.project?.text],
    ['单位', report.unit?.text],
    ['年度', report.fiscalYear?.raw],
  ].flatMap(([name, text]) => (text === undefined ? [] : [`${name} ${text}`]));
  const funds = report.funds.map((fund) => {
    const named = figures([
      ['年初预算数', fund.initialBudget],
      ['全年预算数', fund.budget],
      ['到位数', fund.arrived],
      ['全年执行数', fund.executed],
      ['执行率', fund.executionRate],
      ['分值', fund.points],
      ['得分', fund.score],
    ]);
    return `${fund.label.text}：${named}`;
  });
  const groups = report.groups.map((group) => {
    const named = figures([
      ['分值', group.points],
      ['得分', group.score],
    ]);
    return `${group.name}（${named}）`;
  });
  const indicators = report.indicators.map((row) => {
    const name = [row.level1, row.level2, row.level3].filter((part) => part !== null).join('/');
    const named = figures([
      ['指标值', row.target],
      ['完成值', row.actual],
      ['分值', row.points],
      ['得分', row.score],
      ['复核分', row.reviewScore],
      ['得分率', row.scoreRate],
    ]);
    const deviation = row.deviation === null ? '' : `，偏差原因 ${row.deviation.text || '（空）'}`;
    return `${name}：${named}${deviation}`;
  });
  const grade = report.total?.grade ? `，等级 ${report.total.grade.text}` : '';
  const total = report.total
    ? [
        `总分：${figures([
          ['分值', report.total.points],
          ['得分', report.total.score],
        ])}${grade}`,
      ]
    : [];
  const rules = report.rules.map(({ quote }) => `规则“${quote}”`);
  const citations = report.citations.map(
    ({ title, number }) => `引用 ${[title, number].filter((part) => part !== null).join(' ')}`,
  );
  return [...names, ...funds, ...groups, ...indicators, ...total, ...rules, ...citations];
}

/** Text for a cell of a Markdown table: one line, nothing that Markdown or HTML would act on. */
function toCell(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/[|*_`[\]]/gu, '\\$&');
}

function toRecord({ id, name, title, why, basis, severity, applies, examples }: DescribedCheck): object {
  return {
    id,
    name,
    severity,
    title,
    why,
    basis,
    applies,
    examples: examples.map((example) => ({
      name: example.name,
      kind: example.kind,
      findings: example
        .findings()
        .map(({ severity: found, outcome, recorded, recomputed, rounding, formula, message }) => ({
          severity: found,
          outcome,
          recorded,
          recomputed,
          rounding,
          formula,
          message,
        })),
    })),
  };
}
