import { expect, test } from 'vitest';
import { isRecordName, type RecordName, recordSchemas, toJsonSchema } from '../../../pipeline/model/json-schema.ts';

const NAMES = Object.keys(recordSchemas).filter(isRecordName);

test.each(NAMES)('%s is an object of JSON Schema 2020-12 whose references lead somewhere', (name: RecordName) => {
  const schema = toJsonSchema(name);
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.type).toBe('object');
  const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, id]) => id);
  expect(references.filter((id) => !(id !== undefined && id in ((schema.$defs ?? {}) as object)))).toEqual([]);
});

test('a schema says what a field means and which are required', () => {
  const { properties, required } = toJsonSchema('failure') as { properties: object; required: string[] };
  expect(required).toEqual(['path', 'sha256', 'code', 'message']);
  expect(properties).toMatchObject({
    sha256: { type: ['string', 'null'], description: 'null: the bytes could not be read' },
  });
});

test('asking twice gives the same', () => {
  expect(JSON.stringify(toJsonSchema('finding'))).toBe(JSON.stringify(toJsonSchema('finding')));
});
