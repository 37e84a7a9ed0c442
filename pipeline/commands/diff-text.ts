import { type DiffCounts, isSame } from '../dataset/diff/count-changes.ts';
import type { Change, ChangeKind } from '../model/dataset-diff.ts';
import type { Message } from '../model/source.ts';
import { type Language, toPrintable } from './terminal.ts';

const words = (zh: string, en: string): Message => ({ zh, en });

const KINDS: Readonly<Record<ChangeKind, Message>> = {
  file: words('文件', 'file'),
  report: words('报告', 'report'),
  fund: words('资金', 'fund'),
  indicator: words('指标', 'indicator'),
  finding: words('问题', 'finding'),
};

const SIGNS: Readonly<Record<Change['change'], string>> = { new: '+', gone: '-', changed: '~' };

/** Fields by what they are called in a form; the others go by their own name. */
const FIELDS: Readonly<Record<string, string>> = {
  outcome: '结果',
  failure: '失败原因',
  format: '格式',
  reports: '报告数',
  pagesUnread: '未读页',
  title: '标题',
  kind: '类型',
  fiscalYear: '年度',
  project: '项目',
  department: '主管部门',
  unit: '实施单位',
  amountUnit: '金额单位',
  grade: '等级',
  indicators: '指标数',
  totalPoints: '总分值',
  totalScore: '总得分',
  fund: '资金类别',
  initialBudget: '年初预算数',
  budget: '全年预算数',
  arrived: '到位数',
  executed: '全年执行数',
  executionRate: '执行率',
  points: '分值',
  score: '得分',
  target: '年度指标值',
  actual: '实际完成值',
  reviewScore: '复核分',
  scoreRate: '得分率',
  deviation: '偏差原因',
  severity: '程度',
  cause: '原因',
  recorded: '填报数',
  recomputed: '重算数',
  difference: '差异',
  rounding: '取整',
  formula: '算式',
  locator: '位置',
};

/** Characters of a value shown; --json has the whole. */
const SHOWN = 80;

/** One line of counts a kind. */
export function toCountLines(counts: DiffCounts, language: Language): readonly string[] {
  if (isSame(counts)) return [language === 'zh' ? '两个数据集相同' : 'the two datasets are the same'];
  const { nowRead, nowFailed } = counts;
  const lines = (Object.keys(KINDS) as ChangeKind[]).map((kind) => {
    const { new: added, gone, changed } = counts[kind];
    return language === 'zh'
      ? `${KINDS[kind].zh}：新增 ${added}，消失 ${gone}，改变 ${changed}`
      : `${KINDS[kind].en}s: ${added} new, ${gone} gone, ${changed} changed`;
  });
  if (nowRead + nowFailed === 0) return lines;
  const reading =
    language === 'zh'
      ? `失败后读出 ${nowRead}，读出后失败 ${nowFailed}`
      : `${nowRead} failed and are read now, ${nowFailed} were read and fail now`;
  return [...lines, reading];
}

/** A change as lines, under its path where it is the first of the path. */
export function toChangeLines(
  { kind, change, path, report, subject, fields }: Change,
  { language, isFirst }: { language: Language; isFirst: boolean },
): readonly string[] {
  const ordinal = report === null || kind === 'finding' ? '' : ` ${report}`;
  const head = `  ${SIGNS[change]} ${KINDS[kind][language]}${ordinal} ${toPrintable(subject)}`.trimEnd();
  const shown = fields.map(({ name, old, new: now }) => {
    const values = change === 'changed' ? `${toShown(old)} → ${toShown(now)}` : toShown(change === 'new' ? now : old);
    return `${toName(name, language)} ${values}`;
  });
  return [...(isFirst ? [toPrintable(path)] : []), shown.length === 0 ? head : `${head} · ${shown.join(' · ')}`];
}

function toName(name: string, language: Language): string {
  const field = name.replace(/Raw$/, '');
  return language === 'zh' ? (FIELDS[field] ?? field) : field;
}

function toShown(value: string | null): string {
  if (value === null) return '∅';
  const text = toPrintable(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
