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
import { executionScoreFollowsRule } from './checks/s101-execution-score-follows-rule.ts';
import { scoreWithinPoints } from './checks/s103-score-within-points.ts';
import { scoreRateFollows } from './checks/s104-score-rate-follows.ts';

/** Every check, by id. A new check is one file in checks/ and one line here. */
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
  executionScoreFollowsRule,
  scoreWithinPoints,
  scoreRateFollows,
];
