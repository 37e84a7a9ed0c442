import { Decimal } from 'decimal.js';
import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorName } from '../figures.ts';
import { isPlaceholder } from '../linking.ts';
import { failWith, PASS, proseBlocks, wordsAsFigure } from '../prose.ts';
import { toTerm } from '../terms.ts';
import { cite } from '../wording.ts';

const CLAIM =
  /(?:目标|指标|任务)[^。；]{0,12}(?:均|全部|已全部|全面|都)[^。；]{0,6}(?:完成|实现|达到|达标|达成)|(?:全部|全面|圆满|超额|均已?)(?:完成|实现|达到)[^。；]{0,12}(?:目标|指标|任务|指标值)|(?:预期|绩效|年度|总体)[^。；]{0,4}目标[^。；]{0,4}已(?:经)?(?:完成|实现|达成)/u;
/** 基本实现 and 力争全部完成 claim less, or nothing. */
const NO_CLAIM = /基本(?:实现|完成|达到)|力争|确保|努力|未能|尚未|没有|是否|应当|要求|除/u;
const LONGEST_CLAIM = 120;

export const claimAgainstScore = defineCheck({
  id: 'P109',
  name: 'claim-against-score',
  title: { zh: '“全部完成”与表格相符', en: 'A claim of full success agrees with the table' },
  why: {
    zh: '说全部完成，表中却有未完成的指标，结论失实。',
    en: 'The text says that all was reached, and the table shows what was not.',
  },
  basis: { zh: '结论应当与指标完成情况一致', en: 'the conclusion follows the indicators' },
  severity: 'note',
  applies: {
    zh: '正文声称目标全部完成、均已实现，而表中有完成值低于（或高于）目标的指标。“基本实现”不判断。',
    en: 'Reports that claim all targets were reached while the table shows one missed. 基本实现 is no such claim.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '目标确已完成', en: 'all were reached' },
      kind: 'valid',
      context: () => claimed('65人'),
      findings: [],
    },
    {
      name: { zh: '有目标未完成', en: 'one was missed' },
      kind: 'invalid',
      context: () => claimed('48人'),
      findings: [
        {
          severity: 'note',
          outcome: 'fail',
          recorded: '48人',
          recomputed: '≥60人',
          cites: ['48人', '≥60人', '全部完成'],
        },
      ],
    },
    {
      name: { zh: '基本实现', en: 'reached on the whole' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '培训人数', target: '≥60人', actual: '48人' }],
          blocks: ['项目基本实现了预期目标。'],
        }),
      findings: [],
    },
  ],
});

function claimed(actual: string) {
  return example({
    indicators: [{ level3: '培训人数', target: '≥60人', actual }],
    blocks: ['年度绩效目标全部完成。'],
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const claim = findClaim(context);
  const rows = context.report.indicators.filter((row) => !isPlaceholder(row) && isMissed(row) !== null);
  const [first] = rows;
  if (claim === null || first === undefined) return [];
  const missed = rows.find((row) => isMissed(row) === true);
  const recorded = indicatorFigure(missed ?? first, 'actual');
  const target = indicatorFigure(missed ?? first, 'target');
  if (recorded === null || target === null) return [];
  const quoted = [{ role: 'counterpart' as const, text: claim.text, sources: claim.quantity.sources }];
  const verdict = missed === undefined ? PASS : fail(context, { claim, recorded, target, name: indicatorName(missed) });
  return [{ subject: '完成情况', recorded, operands: [target], quoted, evaluate: () => verdict }];
}

function findClaim(context: CheckContext): NamedFigure | null {
  for (const { text, sources } of proseBlocks(context)) {
    for (const sentence of text.split(/(?<=[。；;\n])/u)) {
      const short = sentence.trim().slice(0, LONGEST_CLAIM);
      if (CLAIM.test(short) && !NO_CLAIM.test(short))
        return wordsAsFigure(short, sources, { zh: '正文', en: 'the text' });
    }
  }
  return null;
}

/** Whether the actual falls short of the target; null where that cannot be said. */
function isMissed(indicator: Indicator): boolean | null {
  const { target, actual } = indicator;
  if (target === null || actual === null || !hasValue(target) || !hasValue(actual)) return null;
  if (target.upper !== null || actual.upper !== null || target.comparator === '~') return null;
  const [aim, own] = [toTerm(target), toTerm(actual, target.unit)];
  if (aim === null || own === null || (target.unit !== null && actual.unit !== null && aim.value.isNaN())) return null;
  // 100 beside 100% is the same; a bare 0.95 is not judged.
  if ((target.unit === '%') !== (actual.unit === '%') && own.value.lte(new Decimal(1))) return null;
  switch (target.comparator) {
    case '>=':
      return own.value.lt(aim.value);
    case '<=':
      return own.value.gt(aim.value);
    case '>':
      return own.value.lte(aim.value);
    case '<':
      return own.value.gte(aim.value);
    case '=':
    case null:
      // A bare target of a quantity is met by more; of a cost or a time it may be met by less.
      return /成本|时间|时限|费用|经费|金额|标准|天数|控制/u.test(
        `${indicator.level2 ?? ''}${indicatorName(indicator)}`,
      )
        ? null
        : own.value.lt(aim.value);
    default:
      return null;
  }
}

function fail(
  context: CheckContext,
  input: { claim: NamedFigure; recorded: NamedFigure; target: NamedFigure; name: string },
): Verdict {
  const [claim, own, aim] = [cite(context, input.claim), cite(context, input.recorded), cite(context, input.target)];
  const message = {
    zh: `${claim.zh}，而${own.zh}未达到${aim.zh}。`,
    en: `${claim.en}, and yet ${own.en} does not reach ${aim.en}.`,
  };
  return failWith(message, { recomputed: input.target.quantity.raw.trim() });
}
