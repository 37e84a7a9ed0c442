import { createHash } from 'node:crypto';
import { validate } from '../validate.ts';
import type { AcrossCheck, AcrossExample } from './across-check.ts';
import { type ReportDigest, toDigests } from './digest.ts';
import { packDigest } from './run-reports.ts';
import { type AcrossValidation, createAcross } from './validate-across.ts';

/** Runs a check over the files of an example, for tests and the catalogue: each file is checked by itself before. */
export function runExample(check: AcrossCheck, example: AcrossExample): AcrossValidation {
  const files = example.files().map(({ path, context: { document, reports, profile } }) => {
    const { findings } = validate({ document, reports, profile, path });
    const digests = toDigests({ ...document, reports, findings });
    return {
      path,
      documentId: toDocumentId(path),
      reports: digests.map((digest) => packDigest(moved(digest, { document, path }))),
    };
  });
  const validateAcross = createAcross({ files, checks: [check] });
  const each = files.map(({ path }) => validateAcross(path));
  return { results: each.flatMap(({ results }) => results), findings: each.flatMap(({ findings }) => findings) };
}

/** The builder of examples gives every file one id; here each has its own. */
function moved(
  digest: ReportDigest,
  { document, path }: { document: { documentId: string }; path: string },
): ReportDigest {
  return JSON.parse(JSON.stringify(digest).replaceAll(document.documentId, toDocumentId(path)));
}

function toDocumentId(path: string): string {
  return createHash('sha256').update(path, 'utf8').digest('hex');
}
