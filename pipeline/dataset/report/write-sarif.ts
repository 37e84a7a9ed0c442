import { join } from 'node:path';
import type { Decision } from '../../model/decision.ts';
import type { Finding, FindingSource } from '../../model/finding.ts';
import { readDecisions } from '../decisions.ts';
import { openFileWriter, type Written } from '../file-writer.ts';
import { readLines } from '../read-lines.ts';
import type { CheckText, ViewSettings } from '../view-settings.ts';

/** Writes findings.sarif: SARIF 2.1.0 (OASIS), one run, rules from the catalogue, a finding a line. */
export async function writeSarif(dir: string, { language, checks }: ViewSettings): Promise<Written> {
  const [decisions, paths] = await Promise.all([readDecisions(dir), readPaths(dir)]);
  const ruleIndex = new Map(checks.map(({ id }, index) => [id, index]));
  const [head, tail] = JSON.stringify(toLog({ language, checks }), null, 2).split('"@results@"');
  const writer = await openFileWriter(join(dir, 'findings.sarif'));
  try {
    await writer.write(`${head}`);
    let separator = '\n';
    for await (const finding of readLines(dir, 'findings')) {
      const result = toResult(finding, { language, decision: decisions.find(finding), paths, ruleIndex });
      await writer.write(`${separator}${JSON.stringify(result)}`);
      separator = ',\n';
    }
    await writer.write(`${tail}\n`);
    const written = await writer.finish();
    await writer.publish();
    return written;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

async function readPaths(dir: string): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for await (const { documentId, path } of readLines(dir, 'files')) {
    if (documentId !== null && !paths.has(documentId)) paths.set(documentId, path);
  }
  return paths;
}

function toLog({ language, checks }: ViewSettings): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'hedui',
            language: language === 'zh' ? 'zh-CN' : 'en-US',
            rules: checks.map((check) => toRule(check, language)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'the folder that paths of the dataset are relative to' } } },
        results: ['@results@'],
      },
    ],
  };
}

function toRule({ id, name, severity, title, why, basis, applies }: CheckText, language: 'zh' | 'en'): object {
  const words = language === 'zh' ? { basis: '依据', applies: '适用' } : { basis: 'Basis', applies: 'Applies to' };
  const help = [why[language], `${words.basis}: ${basis[language]}`, `${words.applies}: ${applies[language]}`].join(
    '\n\n',
  );
  return {
    id,
    name: toPascalCase(name),
    shortDescription: { text: title[language] },
    fullDescription: { text: why[language] },
    help: { text: help },
    defaultConfiguration: { level: severity },
    properties: { tags: ['budget-performance', name] },
  };
}

interface Context {
  readonly language: 'zh' | 'en';
  readonly decision: Decision | undefined;
  readonly paths: ReadonlyMap<string, string>;
  readonly ruleIndex: ReadonlyMap<string, number>;
}

function toResult(finding: Finding, { language, decision, paths, ruleIndex }: Context): object {
  const { checkId, severity, outcome, findingId, message, path, locator, subject } = finding;
  const { recorded, recomputed, difference, rounding, formula, cause, reportId, implied } = finding;
  const [first] = finding.documents;
  const pathOf = (documentId: string): string => (documentId === first ? path : (paths.get(documentId) ?? path));
  const recordedSources = finding.sources.filter(({ role }) => role === 'recorded');
  const others = finding.sources.filter(({ role }) => role !== 'recorded');
  const index = ruleIndex.get(checkId);
  return {
    ruleId: checkId,
    ...(index === undefined ? {} : { ruleIndex: index }),
    // A doubtful reading never counts as an error: it is put up for review.
    kind: outcome === 'review' ? 'review' : 'fail',
    level: outcome === 'review' ? 'none' : severity,
    message: { text: message[language] },
    locations: [toLocation(recordedSources[0], { path, locator, subject })],
    relatedLocations: [...recordedSources.slice(1), ...others].map((source, id) => ({
      id,
      ...toLocation(source, { path: pathOf(source.documentId), locator: null, subject: null }),
      message: { text: `${source.role}: ${source.text}` },
    })),
    partialFingerprints: { findingId },
    ...(decision === undefined ? {} : { suppressions: toSuppressions(decision) }),
    properties: { severity, cause, reportId, implied, recorded, recomputed, difference, rounding, formula },
  };
}

/** Reports have pages and tables, not lines: a place is told as logical location and in properties; text files have lines. */
function toLocation(
  source: FindingSource | undefined,
  { path, locator, subject }: { path: string; locator: string | null; subject: string | null },
): object {
  const { line, pageNumber, bbox, tableId, row, col, blockId, charSpan } = source ?? {};
  const place = { pageNumber, bbox, tableId, row, col, blockId, charSpan };
  const where = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(path), uriBaseId: 'ROOT' },
      ...(line === undefined ? {} : { region: { startLine: line } }),
    },
    ...(locator === null
      ? {}
      : {
          logicalLocations: [
            { name: locator === '' ? path : locator, fullyQualifiedName: subject ?? '', kind: 'element' },
          ],
        }),
    ...(Object.keys(where).length === 0 ? {} : { properties: where }),
  };
}

/** Decided by a person as no error: other tools then do not count it (SARIF 2.1.0, 3.35). */
function toSuppressions({ decision, reason, by }: Decision): readonly object[] {
  if (decision !== 'dismissed') return [];
  return [{ kind: 'external', status: 'accepted', justification: by === '' ? reason : `${reason} (${by})` }];
}

/** A relative URI (RFC 3986): each step of the path encoded, so that a colon is no scheme; half a surrogate pair becomes U+FFFD. */
function toUri(path: string): string {
  return path
    .split('/')
    .map((step) => encodeURIComponent(Buffer.from(step).toString()))
    .join('/');
}

function toPascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
