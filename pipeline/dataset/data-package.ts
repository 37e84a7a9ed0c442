import type { DataPackage, Field, Resource } from '../model/dataset-run.ts';
import { SCHEMA_VERSION } from '../model/document.ts';
import { type RecordName, recordSchemas, toJsonSchema } from '../model/json-schema.ts';
import { LINE_FILES, type LineFile, SUMMARY_FILE, toDocumentPath } from './dataset-files.ts';
import type { Written } from './file-writer.ts';

/** Describes the written files as a Frictionless Data Package (specs.frictionlessdata.io, version 1). */
export function toDataPackage(written: {
  lines: Readonly<Record<LineFile, Written>>;
  summary: Written;
  documents: readonly (Written & { documentId: string })[];
  /** The files for people. */
  views: readonly Resource[];
  /** Pictures of pages. */
  evidence: readonly Resource[];
}): DataPackage {
  const names = Object.keys(LINE_FILES) as LineFile[]; // the keys of a constant object
  return {
    profile: 'data-package',
    name: 'hedui-dataset',
    title: '绩效自评报告核对结果 / Checked budget-performance self-evaluation reports',
    schemaVersion: SCHEMA_VERSION,
    resources: [
      ...names.map((name) => toLineResource(name, written.lines[name])),
      toJsonResource({ name: 'summary', path: SUMMARY_FILE, ...written.summary }),
      ...written.views,
      ...written.evidence,
      ...written.documents.map(({ documentId, ...rest }) =>
        toJsonResource({ name: `document-${documentId}`, path: toDocumentPath(documentId), ...rest }),
      ),
    ],
  };
}

function toLineResource(name: LineFile, { bytes, sha256 }: Written): Resource {
  const [, description] = recordSchemas[LINE_FILES[name]];
  return {
    name,
    path: `${name}.jsonl`,
    description,
    profile: 'tabular-data-resource',
    format: 'jsonl',
    mediatype: 'application/jsonl',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    // An empty string is a value here (a blank cell); what is missing is null.
    schema: { fields: toFields(LINE_FILES[name]), missingValues: [] },
  };
}

function toJsonResource({ name, path, bytes, sha256 }: Written & { name: string; path: string }): Resource {
  return {
    name,
    path,
    profile: 'data-resource',
    format: 'json',
    mediatype: 'application/json',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
  };
}

/** The fields of a row, from its schema: one for each key, nested values as object or array. */
export function toFields(record: RecordName): Field[] {
  // What toJsonSchema gives for an object: its properties are schemas, never `true` or `false`.
  const root = toJsonSchema(record) as { properties: Record<string, JsonSchema>; required?: string[]; $defs?: Defs };
  return Object.entries(root.properties).map(([name, property]) => {
    const { type, isNullable, values, description } = describe(property, root.$defs ?? {});
    const isRequired = root.required?.includes(name) === true && !isNullable;
    const constraints = {
      ...(isRequired ? { required: true } : {}),
      ...(values === undefined ? {} : { enum: values }),
    };
    return {
      name,
      type,
      ...(description === undefined ? {} : { description }),
      ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    };
  });
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
}

type Defs = Readonly<Record<string, JsonSchema>>;

interface Described {
  readonly type: Field['type'];
  readonly isNullable: boolean;
  readonly values: string[] | undefined;
  readonly description: string | undefined;
}

function describe(property: JsonSchema, defs: Defs): Described {
  const named = property.$ref === undefined ? undefined : defs[property.$ref.replace('#/$defs/', '')];
  if (named) return describe({ ...named, ...(property.description && { description: property.description }) }, defs);
  const value = property.anyOf?.find(({ type }) => type !== 'null');
  if (value) {
    const described = describe(value, defs);
    return { ...described, isNullable: true, description: property.description ?? described.description };
  }
  const types = [property.type ?? []].flat();
  const type = FIELD_TYPES.find((each) => types.includes(each)) ?? 'string';
  const values = property.enum && [...property.enum];
  return { type, isNullable: types.includes('null'), values, description: property.description };
}

const FIELD_TYPES: readonly Field['type'][] = ['string', 'integer', 'number', 'boolean', 'object', 'array'];
