import type { AcrossCheck } from './across/across-check.ts';
import type { Check } from './check.ts';
import { executionRateFollowsAmounts } from './checks/a101-execution-rate-follows-amounts.ts';
import { fundTotalEqualsParts } from './checks/a102-fund-total-equals-parts.ts';
import { tableTotalsAddUp } from './checks/a103-table-totals-add-up.ts';
import { partsInSentenceAddUp } from './checks/a104-parts-in-sentence-add-up.ts';
import { shareFollowsAmounts } from './checks/a105-share-follows-amounts.ts';
import { balanceFollows } from './checks/a106-balance-follows.ts';
import { priceTimesQuantity } from './checks/a107-price-times-quantity.ts';
import { costIndicatorAgreesWithExecuted } from './checks/a108-cost-indicator-agrees-with-executed.ts';
import { executedWithinBudget } from './checks/a109-executed-within-budget.ts';
import { requiredFigurePresent } from './checks/c101-required-figure-present.ts';
import { actualIsAFigure } from './checks/c102-actual-is-a-figure.ts';
import { numberingHasNoGap } from './checks/c103-numbering-has-no-gap.ts';
import { deductionHasReason } from './checks/c104-deduction-has-reason.ts';
import { lowExecutionExplained } from './checks/c105-low-execution-explained.ts';
import { budgetChangeExplained } from './checks/c106-budget-change-explained.ts';
import { overshootExplained } from './checks/c107-overshoot-explained.ts';
import { targetIsMeasurable } from './checks/c108-target-is-measurable.ts';
import { targetPresent } from './checks/c109-target-present.ts';
import { baselineGiven } from './checks/c110-baseline-given.ts';
import { carriedOverAgrees } from './checks/f101-carried-over-agrees.ts';
import { sameProjectSameFigures } from './checks/f102-same-project-same-figures.ts';
import { departmentEqualsItsProjects } from './checks/f103-department-equals-its-projects.ts';
import { statedCountsMatch } from './checks/n101-stated-counts-match.ts';
import { statedCountMatchesList } from './checks/n102-stated-count-matches-list.ts';
import { rateOver100 } from './checks/p101-rate-over-100.ts';
import { amountUnitPlausible } from './checks/p102-amount-unit-plausible.ts';
import { dateOrder } from './checks/p103-date-order.ts';
import { unitAgrees } from './checks/p104-unit-agrees.ts';
import { directionSuspect } from './checks/p105-direction-suspect.ts';
import { allActualsCopied } from './checks/p106-all-actuals-copied.ts';
import { satisfactionWithoutBasis } from './checks/p107-satisfaction-without-basis.ts';
import { carriedOverUnused } from './checks/p108-carried-over-unused.ts';
import { claimAgainstScore } from './checks/p109-claim-against-score.ts';
import { actualNearTarget } from './checks/p110-actual-near-target.ts';
import { executionScoreFollowsRule } from './checks/s101-execution-score-follows-rule.ts';
import { indicatorScoreFollowsRule } from './checks/s102-indicator-score-follows-rule.ts';
import { scoreWithinPoints } from './checks/s103-score-within-points.ts';
import { scoreRateFollows } from './checks/s104-score-rate-follows.ts';
import { totalScoreEqualsSum } from './checks/s105-total-score-equals-sum.ts';
import { groupPointsEqualMembers } from './checks/s106-group-points-equal-members.ts';
import { pointsAddToTotal } from './checks/s107-points-add-to-total.ts';
import { statedGroupScoreEqualsSum } from './checks/s108-stated-group-score-equals-sum.ts';
import { fullScoreThoughMissed } from './checks/s109-full-score-though-missed.ts';
import { deductionThoughMet } from './checks/s110-deduction-though-met.ts';
import { fullScoreForMissingValue } from './checks/s111-full-score-for-missing-value.ts';
import { gradeWithinBand } from './checks/s112-grade-within-band.ts';
import { pointsFollowScheme } from './checks/s113-points-follow-scheme.ts';
import { oneRowHeavy } from './checks/s114-one-row-heavy.ts';
import { weightAppliedOnce } from './checks/s115-weight-applied-once.ts';
import { printedRuleFitsRow } from './checks/s116-printed-rule-fits-row.ts';
import { sentenceAgreesWithTable } from './checks/x101-sentence-agrees-with-table.ts';
import { indicatorAgreesAcrossTables } from './checks/x102-indicator-agrees-across-tables.ts';
import { sentenceAgreesWithSentence } from './checks/x103-sentence-agrees-with-sentence.ts';
import { siblingFormsScoreAlike } from './checks/x104-sibling-forms-score-alike.ts';
import { citationAgrees } from './checks/x105-citation-agrees.ts';
import { namesAndYearAgree } from './checks/x106-names-and-year-agree.ts';
import { captionFitsContent } from './checks/x107-caption-fits-content.ts';
import { indicatorNameAgrees } from './checks/x108-indicator-name-agrees.ts';
import { projectKindAgrees } from './checks/x109-project-kind-agrees.ts';
import { alikeFiguresAreEqual } from './checks/x110-alike-figures-are-equal.ts';

/** Every check of what stands in one file, by id. A new check is one file in checks/ and one line here. */
export const catalogue: readonly Check[] = [
  executionRateFollowsAmounts,
  fundTotalEqualsParts,
  tableTotalsAddUp,
  partsInSentenceAddUp,
  shareFollowsAmounts,
  balanceFollows,
  priceTimesQuantity,
  costIndicatorAgreesWithExecuted,
  executedWithinBudget,
  requiredFigurePresent,
  actualIsAFigure,
  numberingHasNoGap,
  deductionHasReason,
  lowExecutionExplained,
  budgetChangeExplained,
  overshootExplained,
  targetIsMeasurable,
  targetPresent,
  baselineGiven,
  statedCountsMatch,
  statedCountMatchesList,
  rateOver100,
  amountUnitPlausible,
  dateOrder,
  unitAgrees,
  directionSuspect,
  allActualsCopied,
  satisfactionWithoutBasis,
  carriedOverUnused,
  claimAgainstScore,
  actualNearTarget,
  executionScoreFollowsRule,
  indicatorScoreFollowsRule,
  scoreWithinPoints,
  scoreRateFollows,
  totalScoreEqualsSum,
  groupPointsEqualMembers,
  pointsAddToTotal,
  statedGroupScoreEqualsSum,
  fullScoreThoughMissed,
  deductionThoughMet,
  fullScoreForMissingValue,
  gradeWithinBand,
  pointsFollowScheme,
  oneRowHeavy,
  weightAppliedOnce,
  printedRuleFitsRow,
  sentenceAgreesWithTable,
  indicatorAgreesAcrossTables,
  sentenceAgreesWithSentence,
  siblingFormsScoreAlike,
  citationAgrees,
  namesAndYearAgree,
  captionFitsContent,
  indicatorNameAgrees,
  projectKindAgrees,
  alikeFiguresAreEqual,
];

/** Every check that holds the files of one run against each other, by id. */
export const acrossCatalogue: readonly AcrossCheck[] = [
  carriedOverAgrees,
  sameProjectSameFigures,
  departmentEqualsItsProjects,
];
