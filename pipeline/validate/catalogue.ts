import type { Check } from './check.ts';
import { executionRateFollowsAmounts } from './checks/a101-execution-rate-follows-amounts.ts';

/** Every check, by id. A new check is one file in checks/ and one line here. */
export const catalogue: readonly Check[] = [executionRateFollowsAmounts];
