import type { Report, Rule } from '../../model/report.ts';
import type { Message } from '../../model/source.ts';
import type { Profile, ProfileRule } from './profile.ts';

/**
 * The report with the rules of its profile behind its own; a rule for the same thing that the document prints keeps the
 * profile's out. The same report where the profile adds none.
 */
export function withProfileRules(report: Report, { rules }: Pick<Profile, 'rules'>): Report {
  const added = rules.filter((rule) => !report.rules.some((printed) => isForSame(printed, rule)));
  return added.length === 0 ? report : { ...report, rules: [...report.rules, ...added.map(toRule)] };
}

function isForSame({ kind, scope }: Rule, rule: ProfileRule): boolean {
  return kind === rule.kind && scope.applies === rule.applies && scope.name === (rule.name ?? null);
}

function toRule({ kind, applies, name, parameters, quote }: ProfileRule): Rule {
  return {
    kind,
    scope: { applies, name: name ?? null },
    parameters: {
      comparator: parameters?.comparator ?? null,
      threshold: parameters?.threshold ?? null,
      points: parameters?.points ?? null,
      otherwise: parameters?.otherwise ?? null,
      bands: parameters?.bands ?? null,
      cap: parameters?.cap ?? null,
      capAtPoints: parameters?.capAtPoints ?? false,
      divisor: parameters?.divisor ?? null,
      step: parameters?.step ?? null,
    },
    quote,
    sources: [],
  };
}

/** What a finding rests on where a check quotes a rule as printed that the profile added; null: it rests on no such rule. */
export function profileBasis(
  basis: Message | undefined,
  { report, profile }: { report: Report; profile: Profile },
): Message | null {
  if (basis === undefined || profile.rules.length === 0) return null;
  const rule = report.rules.find(({ quote, sources }) => sources.length === 0 && basis.zh.endsWith(quote));
  if (rule === undefined || !profile.rules.some(({ quote }) => quote === rule.quote)) return null;
  const { title } = profile;
  return {
    zh: `${title.zh}：${rule.quote}（报告未载明）`,
    en: `${title.en}: ${rule.quote} (the report does not print it)`,
  };
}
