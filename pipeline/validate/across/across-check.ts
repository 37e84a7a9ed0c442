import type { Severity } from '../../model/finding.ts';
import type { Source } from '../../model/source.ts';
import type { Check, CheckContext, Example, Subject } from '../check.ts';
import type { ReportDigest } from './digest.ts';
import type { Likeness } from './same-project.ts';

/** A report of the run with the file it stands in. */
export interface RunReport extends ReportDigest {
  readonly path: string;
  readonly documentId: string;
}

/** Another report of the run that may speak of the same thing. */
export interface Related {
  readonly report: RunReport;
  /** How sure it is that both name one unit. */
  readonly unit: Likeness;
}

/** What a check across files may look at: one report, and what the run holds beside it. */
export interface AcrossContext {
  readonly report: RunReport;
  /** Of the same project (of a department: its own forms) and unit, any year, by path. Copies of one report are one. */
  readonly alike: readonly Related[];
  /** Of a department form: the projects' forms of the department in its year, by path. */
  readonly projects: readonly Related[];
  /** Where a figure stands: path and place. */
  readonly placeOf: (source: Source | undefined) => string;
}

export interface AcrossSubject extends Subject {
  /** The reports of other files that it rests on. */
  readonly others: readonly RunReport[];
}

/** An example: the files of a run by path, built from a few words, and what is found. */
export interface AcrossExample extends Omit<Example, 'context'> {
  readonly files: () => readonly { readonly path: string; readonly context: CheckContext }[];
}

/** A check that holds files of one run against each other; beside that as any other. */
export interface AcrossCheck extends Omit<Check, 'subjects' | 'examples'> {
  readonly severity: Exclude<Severity, 'error'>;
  readonly subjects: (context: AcrossContext) => readonly AcrossSubject[];
  readonly examples: readonly AcrossExample[];
}

/** Declares a check across files; one file each in checks/. */
export function defineAcrossCheck(check: AcrossCheck): AcrossCheck {
  return check;
}
