import { child, childrenOf, type XmlNode } from '../container/xml-tree.ts';
import type { WordPackage } from './package.ts';
import { simplifyTree } from './simplify-tree.ts';
import { type WriteState, writeBlocks } from './write-plain.ts';

export interface RunningHeads {
  readonly headers: readonly string[];
  readonly footers: readonly string[];
}

/** - 3 -, 第3页 共9页: no more than a page number. */
const ONLY_PAGE_NUMBER = /^[-—－–\s·.第共页总\d０-９/／ivxIVX]*$/;

/** Headers and footers of all sections in order, each line once; page numbers are left out. */
export function readRunningHeads(word: WordPackage, root: XmlNode, state: WriteState): RunningHeads {
  const relationships = word.relationships(word.documentPath);
  const lines = { header: new Set<string>(), footer: new Set<string>() };
  const read = new Set<string>();
  for (const section of sections(root)) {
    for (const kind of ['header', 'footer'] as const) {
      for (const reference of childrenOf(section, `w:${kind}Reference`)) {
        const target = relationships.get(reference.attribs?.['r:id'] ?? '')?.target;
        if (!target || read.has(target)) continue;
        read.add(target);
        for (const line of readHead(word, target, kind, state)) lines[kind].add(line);
      }
    }
  }
  return { headers: [...lines.header], footers: [...lines.footer] };
}

/** Section properties stand at the end of the body and in the last paragraph of every earlier section. */
function sections(root: XmlNode): readonly XmlNode[] {
  const body = child(child(root, 'w:document'), 'w:body');
  return (body?.children ?? []).flatMap((node) => {
    const section = node.name === 'w:sectPr' ? node : child(child(node, 'w:pPr'), 'w:sectPr');
    return section ?? [];
  });
}

function readHead(word: WordPackage, path: string, kind: 'header' | 'footer', state: WriteState): readonly string[] {
  const root = word.readXml(path);
  const content = child(root, kind === 'header' ? 'w:hdr' : 'w:ftr');
  if (!root || !content) return [];
  simplifyTree(root);
  const written = writeBlocks(content.children ?? [], {
    ...state,
    ...FRESH,
    figures: null,
    running: kind,
    isRunning: true,
  });
  return written.filter((xml) => !ONLY_PAGE_NUMBER.test(xml.replace(/<[^>]*>/g, '')));
}

const FRESH = { fields: [], looseFigures: [], noteIds: [] };

/** Footnotes and endnotes that the text refers to, in that order, as paragraphs. */
export function readNotes(word: WordPackage, state: WriteState): readonly string[] {
  const written: string[] = [];
  for (const kind of ['footnote', 'endnote'] as const) {
    const ids = state.noteIds.filter((note) => note.kind === kind).map(({ id }) => id);
    if (ids.length === 0) continue;
    const relation = [...word.relationships(word.documentPath).values()].find(({ type }) => type.endsWith(`/${kind}s`));
    const root = relation?.target ? word.readXml(relation.target) : undefined;
    if (!root) continue;
    simplifyTree(root);
    const notes = new Map(
      childrenOf(child(root, `w:${kind}s`), `w:${kind}`).map((note) => [note.attribs?.['w:id'], note]),
    );
    for (const id of new Set(ids)) {
      written.push(...writeBlocks(notes.get(id)?.children ?? [], { ...state, ...FRESH, figures: null }));
    }
  }
  return written;
}
