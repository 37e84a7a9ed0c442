import type { Block } from '../pipeline/model/document.ts';
import { parseQuantity } from '../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../pipeline/model/quantity/quantity.ts';
import type { Report } from '../pipeline/model/report.ts';
import type { Source, Text } from '../pipeline/model/source.ts';
import type { Named, TableReading } from './forms/table-reading.ts';
import type { HeadingRoles } from './heading-roles.ts';
import { headingLevel } from './outline.ts';
import { folded, printed } from './printed.ts';
import { findFiscalYear } from './titles.ts';

type Names = Pick<Report, 'fiscalYear' | 'project' | 'department' | 'unit' | 'amountUnit'>;

/** Blocks at the beginning of a report in which its year and names may stand on lines of their own. */
const HEAD_BLOCKS = 12;

/** Names, year and unit of amounts: from the head of the form, else from lines such as 项目名称：X above the first section. */
export function readNames(
  title: Text | null,
  {
    readings,
    blocks,
    headings,
  }: { readings: readonly TableReading[]; blocks: readonly Block[]; headings: HeadingRoles },
): Names {
  const named = readings.flatMap(({ names }) => names);
  const lines = labelledLines(blocks, headings);
  const pick = (role: Named['role'], prefer: RegExp): Text | null => {
    for (const list of [named, lines]) {
      const own = list.filter((name) => name.role === role);
      const best = own.find(({ label }) => prefer.test(label)) ?? own[0];
      if (best) return best.text;
    }
    return null;
  };
  return {
    fiscalYear: readFiscalYear(title, { readings, blocks, named: [...named, ...lines] }),
    project: pick('project', /./u),
    // 中央主管部门 and 地方主管部门: the local one answers for the form.
    department: pick('department', /^(?!中央|上级)/u),
    unit: pick('unit', /实施|使用|承担|执行/u),
    amountUnit: readings.find((reading) => reading.amountUnit !== null)?.amountUnit ?? null,
  };
}

/** 项目单位：X on lines of their own, in the head of the report or of the text behind its form. */
function labelledLines(blocks: readonly Block[], headings: HeadingRoles): Named[] {
  const end = blocks.findIndex(({ text }) => headingLevel(text) === 1);
  return blocks.slice(0, end < 0 ? blocks.length : end).flatMap((block): Named[] => {
    const match = /^\s*([^:：\n]{2,24})[:：]\s*(\S.{0,80})$/u.exec(block.text);
    const role = match?.[1] === undefined ? undefined : headings.label(match[1]);
    if (!match?.[1] || !match[2] || role === undefined || role === 'other' || /[。；]/u.test(match[2])) return [];
    if (role === 'amount-unit') return [];
    return [{ role, label: folded(match[1]), text: { text: printed(match[2]), sources: [...block.sources] } }];
  });
}

function readFiscalYear(
  title: Text | null,
  { readings, blocks, named }: { readings: readonly TableReading[]; blocks: readonly Block[]; named: readonly Named[] },
): Quantity | null {
  const short = blocks.slice(0, HEAD_BLOCKS).filter(({ text }) => /^[(（]?\d{4}年度?[)）]?$/u.test(folded(text)));
  const ofTables = readings.flatMap((reading) => (reading.title ? [reading.title] : []));
  const years = named.filter(({ role }) => role === 'year').map(({ text }) => text);
  const projects = named.filter(({ role }) => role === 'project').map(({ text }) => text);
  const places: readonly { readonly text: string; readonly sources: readonly Source[] }[] = [
    ...(title ? [title] : []),
    ...ofTables,
    ...short,
    ...years,
    ...projects,
  ];
  for (const { text, sources } of places) {
    const year =
      findFiscalYear(text) ?? (/^\d{4}$/u.test(folded(text)) ? { raw: text, value: folded(text) } : undefined);
    if (!year) continue;
    return {
      raw: year.raw,
      kind: 'date',
      value: year.value,
      upper: null,
      unit: null,
      comparator: null,
      decimals: null,
      sources: [...sources],
    };
  }
  return null;
}

/** The kind of a report: what its form says it is, `narrative` where it has none. */
export function reportKind(title: Text | null, readings: readonly TableReading[]): Report['kind'] {
  const forms = readings.filter(({ role }) => role === 'form');
  if (forms.length === 0) return 'narrative';
  const titles = [title, ...forms.map((form) => form.title)].map((text) => text?.text ?? '').join('\n');
  const labels = forms.flatMap(({ names }) => names.map(({ label }) => label));
  if (labels.some((label) => /^转移支付|^中央主管部门|^地方主管部门/u.test(label)) || /转移支付/u.test(titles))
    return 'transfer';
  const hasProject = forms.some(({ names }) => names.some(({ role }) => role === 'project'));
  return !hasProject &&
    (/整体/u.test(titles) || labels.some((label) => /^(?:部门|预算部门|预算单位|单位名称)/u.test(label)))
    ? 'department'
    : 'project';
}

/** The total of a report: its total row, else 自评得分 in the head of a form, else the sentence that states it. */
export function readTotal(
  readings: readonly TableReading[],
  sentence: { points: Quantity | null; score: Quantity | null; grade: Text | null } | undefined,
): Report['total'] {
  const rows = readings.flatMap(({ total }) => (total ? [total] : []));
  const named = readings.flatMap(({ names }) => names);
  const score = named.find(({ role }) => role === 'total-score')?.text;
  const grade = named.find(({ role }) => role === 'grade')?.text ?? null;
  const row = rows.find((total) => total.score?.value != null) ?? rows[0];
  const head = score ? parseQuantity(score.text, { sources: score.sources }) : null;
  if (!row && !head && !grade) return sentence ?? null;
  const own = row?.score?.value == null ? (head ?? row?.score ?? null) : row.score;
  return {
    points: row?.points ?? null,
    score: own?.value == null ? (sentence?.score ?? own) : own,
    grade: row?.grade ?? grade ?? sentence?.grade ?? null,
  };
}
