import { z } from "zod";

const share = z.number().min(0).max(1);
const positiveInt = z.int().min(1);

/**
 * Checks the parameters of looking for drift. Each comparison must pass two
 * bars: more than chance explains, and enough to matter.
 */
export const driftParamsSchema = z.strictObject({
  /** How often a report may find drift where there is none, over all comparisons. */
  alpha: z.number().positive().max(0.5).default(0.01),
  /**
   * Least population stability index, above what samples of these sizes come to
   * without drift. By custom 0.1 is worth a look and 0.25 a change.
   */
  minStability: z.number().min(0).default(0.1),
  /** Least Wasserstein distance above chance, in deviations of the reference. */
  minDistance: z.number().min(0).default(0.1),
  /** Least Kolmogorov–Smirnov statistic: the share that has moved past a value. */
  minStatistic: share.default(0.1),
  /** Least share of events on values that are new, above those always coming. */
  minNew: share.default(0.05),
  /** Least change of the catalogue's coverage, as a share of it. */
  minCoverage: share.default(0.1),
  /** Ranges, of as many reference values each, that numbers are compared by. */
  bins: z.int().min(2).default(10),
  /** Most frequent values that categories are compared by; the rest is one. */
  categories: positiveInt.default(50),
  /** Sessions of each side that the model recommends for. */
  sessions: positiveInt.default(2000),
  /** Length of its lists. */
  k: positiveInt.default(20),
  /** Draws those sessions. */
  seed: z.int().default(1),
});
