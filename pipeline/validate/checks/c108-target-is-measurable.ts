import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { indicatorFigure } from '../figures.ts';
import { isPlaceholder, isRepeated } from '../linking.ts';
import { failWith, PASS } from '../prose.ts';
import { citeAll } from '../wording.ts';

/** Rows named in a message; the rest are counted. */
const MOST_NAMED = 6;
/** A figure in words: 全覆盖 is 100%, 零投诉 is 0; and targets against last year are judged by C110. */
const FIGURE_IN_WORDS =
  /全覆盖|全部|零|无|百分之|[一二三四五六七八九十百千万]+[个次人项期户份件场]|上年|去年|往年|同期/u;

export const targetIsMeasurable = defineCheck({
  id: 'C108',
  name: 'target-is-measurable',
  title: { zh: '数量指标可以衡量', en: 'A target of quantity is measurable' },
  why: {
    zh: '数量指标没有数字，无法判断是否完成。',
    en: 'A target of quantity without a figure can be neither met nor missed.',
  },
  basis: { zh: '数量指标的指标值应当量化', en: 'targets of quantity are figures' },
  severity: 'note',
  applies: {
    zh: '二级指标为数量指标、指标值中没有数字的行，每张表一条。“全覆盖”“零投诉”视为数字；与上年比较的目标由 C110 判断。',
    en: 'Rows under 数量指标 whose target has no digit, one finding a table. 全覆盖 and 零投诉 count as figures; targets against last year are for C110.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '有数字', en: 'a figure' },
      kind: 'valid',
      context: () => quantity('≥50人'),
      findings: [],
    },
    {
      name: { zh: '没有数字', en: 'no figure' },
      kind: 'invalid',
      context: () => quantity('及时报送信息'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '及时报送信息', cites: ['及时报送信息'] }],
    },
    {
      name: { zh: '全覆盖', en: 'full coverage' },
      kind: 'guard',
      context: () => quantity('全覆盖'),
      findings: [],
    },
    {
      name: { zh: '质量指标', en: 'an indicator of quality' },
      kind: 'guard',
      context: () => example({ indicators: [{ level2: '质量指标', level3: '服务能力', target: '有所提升' }] }),
      findings: [],
    },
  ],
});

function quantity(target: string) {
  return example({ indicators: [{ level2: '数量指标', level3: '信息报送', target }] });
}

/** One subject a table; the first target without a figure is the recorded one. */
function toSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const rows = report.indicators.filter((row) => isJudged(row) && !isRepeated(report, row));
  return [...new Set(rows.map(({ tableId }) => tableId))].flatMap((tableId): Subject[] => {
    const targets = rows
      .filter((row) => row.tableId === tableId)
      .flatMap((row) => indicatorFigure(row, 'target') ?? []);
    const vague = targets.filter(({ quantity }) => !isMeasurable(quantity));
    const [recorded] = vague.length > 0 ? vague : targets;
    if (recorded === undefined) return [];
    const verdict = vague.length === 0 ? PASS : fail(context, vague);
    return [{ subject: '数量指标/指标值', recorded, operands: vague.slice(1), evaluate: () => verdict }];
  });
}

function isJudged(indicator: Indicator): boolean {
  const kind = indicator.target?.kind;
  if (kind === undefined || kind === 'missing' || kind === 'unread') return false;
  return !isPlaceholder(indicator) && /数量/u.test(indicator.level2 ?? '');
}

function isMeasurable({ raw, value }: NamedFigure['quantity']): boolean {
  const text = raw.normalize('NFKC');
  return value !== null || /\d/u.test(text) || FIGURE_IN_WORDS.test(text);
}

function fail(context: CheckContext, vague: readonly NamedFigure[]): Verdict {
  const named = citeAll(context, vague.slice(0, MOST_NAMED));
  const etc = vague.length > MOST_NAMED;
  return failWith({
    zh: `${vague.length}项数量指标的指标值没有数字，无法衡量：${named.zh}${etc ? '等' : ''}。`,
    en: `${vague.length} targets of quantity have no figure: ${named.en}${etc ? ' and others' : ''}.`,
  });
}
