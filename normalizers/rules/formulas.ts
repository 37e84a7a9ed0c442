import type { Rule } from '../../pipeline/model/report.ts';
import { matchesOf, parametersOf, type RuleMatch } from './rule-match.ts';

const POINTS_WORD = '(?:该?项?指标)?(?:权重|分值|满分|所赋分值|赋分)(?:分值)?';
const ACTUAL = '(?:年度?)?(?:实际完成(?:指标)?值|实际完成数|实际值|完成值)';
const TARGET = '(?:年度?|年初)?(?:预期)?(?:指标值|目标值|计划值)';
const FORMULA = new RegExp(
  `得分=${POINTS_WORD}[*×xX·]\\(?(?:(B/A|${ACTUAL}[/÷]${TARGET}|完成率)|(A/B|${TARGET}[/÷]${ACTUAL}))\\)?`,
  'g',
);
const DIRECTION_BEFORE = /(?:定量指标计分原则:)?(?:正向|反向|逆向)(?:性)?指标\([^()。;；]{0,40}$/;
const CAP =
  /得分(?:均)?不得?(?:突破|超过|高于)(?:该?指标)?(?:权重|分值|满分)(?:总额|分值)?|最高(?:得分)?不(?:得)?超过(?:该?指标)?(?:权重|分值|满分)|得分上限为(?:权重|分值)/;
/** The cap is said in the same note as the formulas. */
const CAP_REACH = 150;

const IN_WORDS =
  /未(?:完成|达到|达成)(?:指标值|目标值|目标|指标)?(?:的)?[,，]?按照?(?:实际)?(?:完成值?|达成值?)?(?:与|占|和)?(?:年度?)?(?:指标值|目标值)?的?(?:完成)?(?:比例|比率|率)(?:计|记|得|赋|打)分/g;

const RATE = '(?:预算|资金)?执行率';
const EXECUTION_FORMULAS: readonly RegExp[] = [
  new RegExp(`\\((\\d+(?:\\.\\d+)?)分?[*×xX·]${RATE}\\)`, 'g'),
  new RegExp(`得分=(?:(\\d+(?:\\.\\d+)?)分?|${POINTS_WORD})[*×xX·]${RATE}`, 'g'),
  new RegExp(`得分=${RATE}[*×xX·](?:(\\d+(?:\\.\\d+)?)分?|${POINTS_WORD})`, 'g'),
  new RegExp(`按照?${RATE}(?:乘以|[*×xX])(?:(\\d+(?:\\.\\d+)?)分?|${POINTS_WORD})`, 'g'),
];

/** 得分=权重*B/A, 得分=权重*A/B and the same in words: scores in proportion to what was reached. */
export function findProportionalRules(text: string): RuleMatch[] {
  const formulas = matchesOf(FORMULA, text).map((match): RuleMatch => {
    const [whole, forward] = match;
    const lead = DIRECTION_BEFORE.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[0] ?? '';
    const end = match.index + whole.length;
    const closes = lead !== '' && text.charAt(end) === ')' ? 1 : 0;
    return {
      kind: forward === undefined ? 'inverse' : 'proportional',
      scope: { applies: 'quantitative', name: null },
      parameters: parametersOf({ capAtPoints: CAP.test(text.slice(end, end + CAP_REACH)) }),
      start: match.index - lead.length,
      end: end + closes,
    };
  });
  const worded = matchesOf(IN_WORDS, text).map(
    (match): RuleMatch => ({
      kind: 'proportional',
      scope: { applies: 'quantitative', name: null },
      parameters: parametersOf({ capAtPoints: true }),
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
  return [...formulas, ...worded];
}

/** 得分（20分*执行率）: the execution score is points times rate; points are null where the rule says 分值 or 权重. */
export function findExecutionRules(text: string): RuleMatch[] {
  const found: RuleMatch[] = [];
  for (const pattern of EXECUTION_FORMULAS) {
    for (const match of matchesOf(pattern, text)) {
      if (found.some(({ start, end }) => match.index < end && match.index + match[0].length > start)) continue;
      found.push({
        kind: 'execution',
        scope: { applies: 'execution', name: null },
        parameters: parametersOf({ points: match[1] ?? null }),
        start: match.index,
        end: match.index + match[0].length,
      });
    }
  }
  return found;
}

type Divisor = NonNullable<Rule['parameters']['divisor']>;
const DIVISORS: readonly (readonly [RegExp, Divisor])[] = [
  [/年初预算|初始预算/, 'initial-budget'],
  [/到位/, 'arrived'],
  [/计划|安排/, 'planned'],
  [/预算/, 'budget'],
];
const RATE_HEADER =
  /(?:预算)?执行(?:率|进度)?\((?:([A-Z])\/([A-Z])|(全年|预算)?执行数?[/÷]([^()×*]{2,10}))(?:[×*]100%?)?\)/;

/** The first heading of a table, other than the one given, that prints a letter in brackets. */
export type HeadingWith = (letter: string, header: string) => string | undefined;

/**
 * 执行率（B/A）: what the rate of a table divides by. The letter is looked up among the table's other headings
 * (全年预算数（A）); null: the heading does not say, or the letter stands nowhere.
 */
export function findRateHeader(header: string, headingWith: HeadingWith): RuleMatch | null {
  const match = RATE_HEADER.exec(header);
  if (match === null) return null;
  const letter = match[2];
  const divided = letter === undefined ? match[4] : headingWith(letter, header);
  const divisor = DIVISORS.find(([words]) => divided !== undefined && words.test(divided))?.[1];
  if (divisor === undefined) return null;
  return {
    kind: 'execution',
    scope: { applies: 'execution', name: null },
    parameters: parametersOf({ divisor }),
    start: match.index,
    end: match.index + match[0].length,
  };
}
