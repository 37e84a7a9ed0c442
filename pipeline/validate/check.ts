import type { Decimal } from 'decimal.js';
import type { ParsedDocument } from '../model/document.ts';
import type { Rounding, Severity } from '../model/finding.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Report, Rule } from '../model/report.ts';
import type { Message, Source } from '../model/source.ts';
import type { Profile } from './profiles/profile.ts';

/** A figure a check looks at: the quantity, and what to call it in a sentence. */
export interface NamedFigure {
  readonly quantity: Quantity;
  /** e.g. 全年预算数, 表4-1 决策过程 分值; goes into messages and into the finding's sources. */
  readonly label: Message;
  /** Text of the cell or clause, for the finding's source; at most 200 characters are kept. */
  readonly text: string;
}

/** Words a check rests on: a printed rule, a heading, the sentence of a counterpart without a figure. */
export interface Quoted {
  readonly role: 'counterpart' | 'rule';
  readonly text: string;
  readonly sources: readonly Source[];
}

/** The quantities an evaluation sees. The engine may put a corrected one in the place of a wrong one to find consequences. */
export type Lookup = (figure: NamedFigure) => Quantity;

/** What evaluating one subject gave. */
export type Verdict =
  | {
      readonly outcome: 'pass';
      readonly recomputed: string | null;
      readonly formula: string | null;
      readonly rounding: Rounding | null;
    }
  | {
      readonly outcome: 'fail';
      /** Lower than the check's own severity where a guard says so; the engine makes a truncation a note. */
      readonly severity?: Severity;
      /** review: the link or the reading is doubtful; never counted as an error. */
      readonly review?: boolean;
      readonly recomputed: string | null;
      /** The value that would make the recorded figure right, unrounded; null where the check cannot tell. */
      readonly expected: Decimal | null;
      readonly difference: string | null;
      readonly formula: string | null;
      readonly rounding: Rounding | null;
      /** Names both figures as printed, the recomputation in full and where each stands. */
      readonly message: Message;
      /** The rule it rests on where it is not the check's own basis (a printed rule is quoted). */
      readonly basis?: Message;
      readonly implied?: boolean;
      /**
       * A figure that is itself judged elsewhere: taken as printed, it makes this one right. Where that figure has a
       * finding of its own, this is a consequence of it.
       */
      readonly follows?: NamedFigure;
    }
  | { readonly outcome: 'open' | 'not-applicable'; readonly reason: Message };

/** One thing a check judges: one execution rate, one total, one pair of figures. */
export interface Subject {
  /** For people and for identity, from names and not from positions: 资金/年度资金总额, 产出指标/数量指标/参保人数. */
  readonly subject: string;
  /** The figure judged; null where something is missing altogether. */
  readonly recorded: NamedFigure | null;
  /** The figures it should follow from, or its counterparts. */
  readonly operands: readonly NamedFigure[];
  readonly quoted?: readonly Quoted[];
  /** Pure: the same lookup gives the same verdict. */
  readonly evaluate: (lookup: Lookup) => Verdict;
}

/** What a check may look at. A report is the boundary unless the check is across reports of a file. */
export interface CheckContext {
  readonly report: Report;
  /** All reports of the file, for checks on sibling forms. */
  readonly reports: readonly Report[];
  readonly document: Pick<ParsedDocument, 'documentId' | 'blocks' | 'tables'>;
  readonly profile: Profile;
}

export type ExampleKind = 'valid' | 'invalid' | 'open' | 'not-applicable' | 'review' | 'guard';

/** An example is test and documentation in one; `report` is written with the compact builder in example.ts. */
export interface Example {
  readonly name: Message;
  readonly kind: ExampleKind;
  readonly context: () => CheckContext;
  /** The findings expected, in order; [] for none. `cites` are strings that must stand in the message. */
  readonly findings: readonly {
    readonly severity: Severity;
    readonly outcome: 'fail' | 'review';
    readonly recorded?: string;
    readonly recomputed?: string;
    readonly rounding?: Rounding;
    readonly cites?: readonly string[];
  }[];
}

export interface Check {
  /** A101 …; never reused. */
  readonly id: string;
  /** What must hold, in kebab case: execution-rate-follows-amounts. */
  readonly name: string;
  readonly title: Message;
  /** Why it matters to an auditor. */
  readonly why: Message;
  /** The law, practice or arithmetic it rests on. */
  readonly basis: Message;
  /** Of a fail, when no guard lowers it. */
  readonly severity: Severity;
  /** When it applies and what it does not judge, for the catalogue. */
  readonly applies: Message;
  readonly subjects: (context: CheckContext) => readonly Subject[];
  readonly examples: readonly Example[];
}

/** Declares a check; one file each in checks/. */
export function defineCheck(check: Check): Check {
  return check;
}

/** The printed rules of a kind that apply to a name, the most specific first. */
export function rulesFor(report: Report, kind: Rule['kind'], name: string | null): readonly Rule[] {
  const matching = report.rules.filter(
    (rule) => rule.kind === kind && (rule.scope.name === null || rule.scope.name === name),
  );
  return matching.sort((a, b) => Number(a.scope.name === null) - Number(b.scope.name === null));
}
