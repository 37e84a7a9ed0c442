import type { Rule } from '../../pipeline/model/report.ts';

/** A rule found in a text, before its place is known. */
export interface RuleMatch {
  readonly kind: Rule['kind'];
  readonly scope: Rule['scope'];
  readonly parameters: Rule['parameters'];
  /** [start, end) of its words in the compact text it was found in. */
  readonly start: number;
  readonly end: number;
}

const NOTHING: Rule['parameters'] = {
  comparator: null,
  threshold: null,
  points: null,
  otherwise: null,
  bands: null,
  cap: null,
  capAtPoints: false,
  divisor: null,
  step: null,
};

/** The parameters of a rule, all unsaid but the given ones. */
export function parametersOf(said: Partial<Rule['parameters']>): Rule['parameters'] {
  return { ...NOTHING, ...said };
}

/** Every match of a global pattern. */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  return [...text.matchAll(pattern)];
}
