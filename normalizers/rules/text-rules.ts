import { findGradeBands, findShareBands } from './bands.ts';
import { findExecutionRules, findProportionalRules } from './formulas.ts';
import type { RuleMatch } from './rule-match.ts';
import { findDeductionRules, findLevelPoints, findNotApplicableRules, findThresholdRules } from './steps.ts';

/** Longest text searched for rules: notes and paragraphs are far below; what lies behind is left out. */
const LONGEST_TEXT = 20_000;

/** The scoring rules in a compact text, in order; `topic` is the indicator whose paragraph or row it is, if any. */
export function findTextRules(text: string, topic: string | null): RuleMatch[] {
  const bounded = text.slice(0, LONGEST_TEXT);
  if (!/分|缺省|缺项|不适用|%/.test(bounded)) return [];
  return [
    ...findExecutionRules(bounded),
    ...findProportionalRules(bounded),
    ...findShareBands(bounded),
    ...findThresholdRules(bounded, topic),
    ...findDeductionRules(bounded, topic),
    ...findGradeBands(bounded),
    ...findNotApplicableRules(bounded, topic),
    ...findLevelPoints(bounded),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
}
