import type { Fund, Report } from '../model/report.ts';

/** The column that a printed rule (执行率（E/C）) divides by; else 全年预算数, or 年初预算数 where the form has no other. */
export function toDivisor(report: Report, fund: Fund): 'budget' | 'initialBudget' | 'arrived' {
  const divisor = report.rules.find((rule) => rule.kind === 'execution' && rule.parameters.divisor !== null)?.parameters
    .divisor;
  if (divisor === 'arrived' && fund.arrived !== null) return 'arrived';
  if (divisor === 'initial-budget' && fund.initialBudget !== null) return 'initialBudget';
  return fund.budget === null ? 'initialBudget' : 'budget';
}
