import { ReadFailure } from '../../pipeline/model/failure.ts';
import { openZip, type Zip } from '../container/zip.ts';
import { childrenOf, parseXml, XML_LIMITS, type XmlNode } from './xml-tree.ts';

export interface Relationship {
  readonly type: string;
  /** Path of the part inside the package; null for what lies outside it, which is never fetched. */
  readonly target: string | null;
}

/** An opened DOCX: its parts by path, and its main document. */
export interface WordPackage {
  readonly zip: Zip;
  readonly documentPath: string;
  /** Parses an XML part; undefined where the package has none at that path. */
  readonly readXml: (path: string) => XmlNode | undefined;
  /** Relationships of a part by id. */
  readonly relationships: (path: string) => ReadonlyMap<string, Relationship>;
}

const MAIN_DOCUMENT = 'officeDocument';

/** Opens a zip as a DOCX. Throws `corrupt`, `too-large`, `encrypted`, or `unsupported-format` for any other kind of zip. */
export function openPackage(bytes: Uint8Array): WordPackage {
  const zip = openZip(bytes);
  const readXml = (path: string): XmlNode | undefined => {
    const entry = zip.find(path);
    return entry && parseXml(zip.read(entry, XML_LIMITS.bytes));
  };
  const known = new Map<string, ReadonlyMap<string, Relationship>>();
  const relationships = (path: string): ReadonlyMap<string, Relationship> => {
    const read = known.get(path) ?? readRelationships(readXml, path);
    known.set(path, read);
    return read;
  };
  const main = [...relationships('').values()].find(({ type }) => type.endsWith(`/${MAIN_DOCUMENT}`));
  const documentPath = main?.target ?? 'word/document.xml';
  if (!zip.find(documentPath) || !isWordPart(readXml, documentPath)) throw notWord(zip);
  return { zip, documentPath, readXml, relationships };
}

function readRelationships(
  readXml: (path: string) => XmlNode | undefined,
  path: string,
): ReadonlyMap<string, Relationship> {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const found = new Map<string, Relationship>();
  const root = readXml(`${folder}_rels/${path.slice(slash + 1)}.rels`);
  for (const node of childrenOf(childrenOf(root, 'Relationships')[0], 'Relationship')) {
    const { Id, Type = '', Target = '', TargetMode } = node.attribs ?? {};
    if (Id !== undefined)
      found.set(Id, { type: Type, target: TargetMode === 'External' ? null : resolve(folder, Target) });
  }
  return found;
}

/** A target relative to its part's folder; one that climbs out of the package stays inside it. */
function resolve(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** By the content types, where they name the part: xlsx and pptx packages have a main document as well. */
function isWordPart(readXml: (path: string) => XmlNode | undefined, path: string): boolean {
  const types = childrenOf(readXml('[Content_Types].xml'), 'Types')[0];
  const named = childrenOf(types, 'Override').find(
    ({ attribs }) => attribs?.PartName?.toLowerCase() === `/${path.toLowerCase()}`,
  );
  const contentType = named?.attribs?.ContentType;
  return contentType === undefined ? path.startsWith('word/') : /wordprocessingml|ms-word/.test(contentType);
}

function notWord(zip: Zip): ReadFailure {
  const kinds: readonly (readonly [path: string, zh: string, en: string])[] = [
    ['xl/workbook.xml', 'Excel 工作簿', 'an Excel workbook'],
    ['ppt/presentation.xml', 'PowerPoint 演示文稿', 'a PowerPoint presentation'],
    ['OFD.xml', 'OFD 版式文件', 'an OFD document'],
    ['content.xml', 'OpenDocument 文件', 'an OpenDocument file'],
  ];
  const kind = kinds.find(([path]) => zip.find(path));
  if (kind) {
    return new ReadFailure('unsupported-format', {
      zh: `这是${kind[1]}，尚不能读；请另存为 .docx 或 PDF。`,
      en: `this is ${kind[2]}, which is not read; save it as .docx or PDF`,
    });
  }
  return new ReadFailure('unsupported-format', {
    zh: '这是压缩包，不是 Word 文件（缺少 word/document.xml）；请解压后放入其中的文件。',
    en: 'this is a zip archive and no Word file (it has no word/document.xml); unpack it and pass the files in it',
  });
}
