import { isRecordName, recordSchemas, toJsonSchema } from '../model/json-schema.ts';
import { UsageError } from '../usage-error.ts';
import { EXIT } from './exit-code.ts';

/** `hedui schema`: prints the JSON Schema of a record, or the names there are; gives the exit code. */
export function schema(name: string | undefined): number {
  if (name === undefined) {
    const lines = Object.entries(recordSchemas).map(([each, [, description]]) => `${each.padEnd(16)} ${description}\n`);
    process.stdout.write(lines.join(''));
    return EXIT.none;
  }
  if (!isRecordName(name)) {
    throw new UsageError({
      zh: `没有名为 ${name} 的记录；运行 hedui schema 查看全部`,
      en: `there is no record ${name}; run hedui schema to list them`,
    });
  }
  process.stdout.write(`${JSON.stringify(toJsonSchema(name), null, 2)}\n`);
  return EXIT.none;
}
