import type {
  FundRole,
  HeadingWords as GivenWords,
  IndicatorRole,
  LabelRole,
} from '../pipeline/model/heading-words.ts';
import { foldHeading, type Heading, LONGEST_HEADING } from './fold-heading.ts';
import { FUND_HEADINGS, type HeadingWords, INDICATOR_HEADINGS } from './vocabulary/headings.ts';
import { LABELS } from './vocabulary/labels.ts';

/** What headings mean. Each gives undefined where no word list knows the text. */
export interface HeadingRoles {
  /** Of a column in an indicator block. */
  readonly indicator: (text: string) => IndicatorRole | undefined;
  /** Of a column in a fund block. */
  readonly fund: (text: string) => FundRole | undefined;
  /** Of a label in the head of a form. */
  readonly label: (text: string) => LabelRole | undefined;
}

/** Longest name, without brackets, that word lists are asked about; the longest published heading has 21 characters. */
const LONGEST_NAME = 30;
/** Labels are short; a longer text is a value. */
const LONGEST_LABEL = 24;

/** Texts whose roles are kept: those of some twenty forms. */
const MOST_REMEMBERED = 4000;

/** The built-in vocabulary, with the words of a profile before it: what somebody wrote down for these forms comes first. */
export function createHeadingRoles(given: GivenWords | null): HeadingRoles {
  const indicators = [...toEntries(given?.indicators), ...INDICATOR_HEADINGS];
  const funds = [...toEntries(given?.funds), ...FUND_HEADINGS];
  const labels = toEntries(given?.labels);
  return {
    indicator: remembered((text) => findRole(foldHeading(text), indicators)),
    fund: remembered((text) => toFundRole(foldHeading(text), funds)),
    label: remembered((text) => {
      const heading = foldHeading(text);
      if (heading.name === '' || heading.name.length > LONGEST_LABEL) return undefined;
      return findRole(heading, labels) ?? LABELS.find(({ pattern }) => pattern.test(heading.name))?.role;
    }),
  };
}

/** The built-in vocabulary alone. */
export const KNOWN_HEADINGS: HeadingRoles = createHeadingRoles(null);

function toEntries<Role extends string>(
  words: Readonly<Partial<Record<Role, readonly string[]>>> | undefined,
): readonly HeadingWords<Role>[] {
  // Object.entries loses the type of the keys, which the schema has checked.
  const entries = Object.entries(words ?? {}) as [Role, readonly string[]][];
  return entries.map(([role, own]) => ({ role, words: own.map((text) => foldHeading(text).name) }));
}

function toFundRole(heading: Heading, headings: readonly HeadingWords<FundRole>[]): FundRole | undefined {
  const role = findRole(heading, headings);
  // 预算执行（E/C×100%） prints a rate under the name of an amount.
  const isRate = heading.brackets.some((inner) => /[A-Z]\/[A-Z]|%/u.test(inner));
  return isRate && (role === 'executed' || role === 'budget') ? 'execution-rate' : role;
}

/** Cells are asked for their role once for every row above and below them: answers are kept for the latest texts. */
function remembered<Role>(roleOf: (text: string) => Role | undefined): (text: string) => Role | undefined {
  const known = new Map<string, Role | undefined>();
  return (text) => {
    if (text.length > LONGEST_HEADING) return undefined;
    if (known.has(text)) return known.get(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    const role = roleOf(text);
    known.set(text, role);
    return role;
  };
}

/** The role of a heading, or of the first of two names it prints (年度指标值/目标值). */
function findRole<Role extends string>(heading: Heading, headings: readonly HeadingWords<Role>[]): Role | undefined {
  const { name } = heading;
  if (name === '' || name.length > LONGEST_NAME) return undefined;
  const match = (words: string) =>
    headings.find(
      (entry) => entry.words.includes(words) || (entry.pattern !== undefined && matchesWhole(entry.pattern, words)),
    )?.role;
  const first = name.split(/[/、]/u)[0] ?? '';
  return match(name) ?? (first === name || first === '' ? undefined : match(first));
}

const compiled = new Map<string, RegExp>();

function matchesWhole(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    expression = new RegExp(`^(?:${pattern})$`, 'u');
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
