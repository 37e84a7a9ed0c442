import { childrenOf, parseXml, XML_LIMITS, type XmlNode } from './xml-tree.ts';
import { openZip, type Zip } from './zip.ts';

export interface Relationship {
  readonly type: string;
  /** Path of the part inside the package; null for what lies outside it, which is never fetched. */
  readonly target: string | null;
}

/** An Office package (ECMA-376 part 2): parts in a zip, with relationships between them. */
export interface OfficePackage {
  readonly zip: Zip;
  /** The part that the package is about; undefined where it names none. */
  readonly main: { readonly path: string; readonly contentType: string | undefined } | undefined;
  /** Parses an XML part; undefined where the package has none at that path. */
  readonly readXml: (path: string) => XmlNode | undefined;
  /** Relationships of a part by id. */
  readonly relationships: (path: string) => ReadonlyMap<string, Relationship>;
}

const MAIN_DOCUMENT = 'officeDocument';

/** Opens a zip as an Office package, whatever it holds. Throws ReadFailure `corrupt`, `too-large` or `encrypted`. */
export function openOfficePackage(bytes: Uint8Array): OfficePackage {
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
  const path = [...relationships('').values()].find(({ type }) => type.endsWith(`/${MAIN_DOCUMENT}`))?.target;
  const main = path ? { path, contentType: contentTypeOf(readXml, path) } : undefined;
  return { zip, main, readXml, relationships };
}

/** The relationship of a part whose type ends so, e.g. `styles`. */
export function findRelated({ relationships }: OfficePackage, path: string, type: string): string | undefined {
  return [...relationships(path).values()].find((each) => each.type.endsWith(`/${type}`))?.target ?? undefined;
}

function readRelationships(readXml: OfficePackage['readXml'], path: string): ReadonlyMap<string, Relationship> {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const found = new Map<string, Relationship>();
  const root = readXml(`${folder}_rels/${path.slice(slash + 1)}.rels`);
  for (const node of childrenOf(childrenOf(root, 'Relationships')[0], 'Relationship')) {
    const { Id, Type = '', Target = '', TargetMode } = node.attribs ?? {};
    if (Id !== undefined)
      found.set(Id, { type: Type, target: TargetMode === 'External' ? null : resolvePart(folder, Target) });
  }
  return found;
}

/** A target relative to its part's folder; one that climbs out of the package stays inside it. */
export function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function contentTypeOf(readXml: OfficePackage['readXml'], path: string): string | undefined {
  const types = childrenOf(readXml('[Content_Types].xml'), 'Types')[0];
  const isNamed = ({ attribs }: XmlNode): boolean => attribs?.PartName?.toLowerCase() === `/${path.toLowerCase()}`;
  return childrenOf(types, 'Override').find(isNamed)?.attribs?.ContentType;
}
