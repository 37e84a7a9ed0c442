/**
 * The name each finding has in report.html and in links to it, in the order given: `f-` and its id, and `-2`, `-3` … from the
 * second of one id on, as when a report stands in the archive as DOCX and as PDF.
 */
export function toFindingAnchors(findings: readonly { readonly findingId: string }[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ findingId }) => {
    const count = (seen.get(findingId) ?? 0) + 1;
    seen.set(findingId, count);
    return count === 1 ? `f-${findingId}` : `f-${findingId}-${count}`;
  });
}
