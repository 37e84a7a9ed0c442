import { z } from 'zod';
import { sourceSchema } from '../source.ts';

export const comparatorSchema = z.enum(['>=', '<=', '>', '<', '=', '~']);
export type Comparator = z.infer<typeof comparatorSchema>;

export const quantityKindSchema = z.enum(['number', 'percent', 'amount', 'date', 'text', 'missing', 'unread']);
export type QuantityKind = z.infer<typeof quantityKindSchema>;

/** A figure as printed and as understood. The decimal strings carry no binary rounding. */
export const quantitySchema = z
  .object({
    raw: z.string().describe('the printed text, always kept'),
    kind: quantityKindSchema.describe(
      'number; percent; amount of money; date (ISO 8601 in value, as far as printed; null in targets and actuals); text (qualitative); missing: the place is there and blank or a dash; unread: text is there and not legible',
    ),
    value: z
      .string()
      .nullable()
      .describe('decimal in the printed unit, e.g. "81.62" for 81.62%; null where there is no figure'),
    upper: z.string().nullable().describe('the other end of a range (6-9个月), else null'),
    unit: z
      .string()
      .nullable()
      .describe(
        'the printed unit (%, ‰, 元, 万元, 亿元, 人, 人次, 万人, 个月, …), from the cell or its heading; null: none',
      ),
    comparator: comparatorSchema.nullable().describe('>= <= > < = as printed; ~ for 约, 左右, 余; null: none printed'),
    decimals: z
      .number()
      .int()
      .min(0)
      .nullable()
      .describe('digits printed after the point; null where there is no figure'),
    sources: z.array(sourceSchema),
  })
  .strict();
/** The figure of one place. A whole field that is null means that the form has no such place. */
export type Quantity = z.infer<typeof quantitySchema>;
