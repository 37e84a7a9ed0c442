import { z } from 'zod';
import { bandSchema } from '../../model/report.ts';

/** Rules of a region or template that a document need not print; data, validated on load. */
export const profileSchema = z
  .object({
    name: z.string(),
    executionPoints: z.string().describe('points of 预算执行率, decimal'),
    levelPoints: z.record(z.string(), z.string()).describe('points by level-1 name'),
    grades: z.array(bandSchema).describe('等级 by total score'),
    lowExecutionRate: z.string().describe('percent below which a reason is expected'),
  })
  .strict();
export type Profile = z.infer<typeof profileSchema>;
