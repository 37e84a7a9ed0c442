import { z } from 'zod';
import { headingWordsSchema } from './heading-words.ts';
import { bandSchema, ruleSchema } from './report.ts';
import { messageSchema } from './source.ts';

const decimal = z.string().regex(/^\d{1,4}(?:\.\d{1,4})?$/u);
const signWord = z.string().trim().min(2).max(60);

/** What a document of a profile looks like: texts that stand in cells of its tables, blanks aside. */
export const signsSchema = z
  .object({
    all: z.array(signWord).optional().describe('each of these stands in some cell'),
    any: z.array(signWord).optional().describe('at least one of these stands in some cell'),
    none: z.array(signWord).optional().describe('none of these stands in any cell'),
  })
  .strict();
export type Signs = z.infer<typeof signsSchema>;

const { scope, parameters } = ruleSchema.shape;

/** A scoring rule that documents of the profile follow without printing it. */
export const profileRuleSchema = z
  .object({
    kind: z.enum(['execution', 'proportional', 'inverse', 'threshold', 'banded', 'deduction', 'not-applicable-full']),
    applies: scope.shape.applies,
    name: z.string().trim().min(1).optional().describe('the indicator or group it is for; left out: all it applies to'),
    parameters: parameters.partial().optional(),
    quote: z.string().trim().min(1).max(200).describe('the rule in words; findings cite it'),
  })
  .strict();
export type ProfileRule = z.infer<typeof profileRuleSchema>;

/** Header words and rules of a region or template. What a document prints itself always comes first. */
export const profileSchema = z
  .object({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/u)
      .describe('lower-case letters, digits and hyphens'),
    title: messageSchema.describe('what people call it; findings cite it'),
    signs: signsSchema.nullable().describe('which reports it is for; null: all'),
    headings: headingWordsSchema.nullable().describe('headings beyond the built-in vocabulary'),
    executionPoints: decimal.nullable().describe('points of 预算执行率 where the form prints none; null: none implied'),
    levelPoints: z
      .record(z.string(), decimal)
      .describe('points by level-1 name: {"产出指标": "50"}; {}: forms share them out as they like'),
    grades: z.array(bandSchema).describe('等级 by total score'),
    lowExecutionRate: decimal.describe('per cent below which a reason is expected'),
    rules: z.array(profileRuleSchema).describe('scoring rules that forms follow without printing them'),
  })
  .strict();
export type Profile = z.infer<typeof profileSchema>;

/** A file for --profile: what it leaves out is that of the profile it extends. */
export const profileFileSchema = profileSchema
  .omit({ title: true })
  .partial()
  .required({ name: true })
  .extend({
    title: z.union([z.string().trim().min(1), messageSchema]).optional(),
    extends: z.enum(['ministry', 'hubei', 'anhui', 'sichuan', 'ningxia']).optional().describe('default: ministry'),
  })
  .strict();
export type ProfileFile = z.infer<typeof profileFileSchema>;
