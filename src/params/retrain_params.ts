import { z } from "zod";

const positive = z.number().positive();

/** Checks when and on what a model is trained anew. */
export const retrainParamsSchema = z.strictObject({
  /** Age of the champion's newest event at which it is replaced (`schedule`). */
  maxAgeDays: positive.default(7),
  /**
   * New events that are worth a training, as a share of the window's events
   * (`data`): of fewer, little can be learned.
   */
  newShare: z.number().positive().max(1).default(0.2),
  /** The newest events in which drift is looked for; more would hide a change. */
  driftDays: positive.default(1),
  /** The newest events that are trained on; older tastes mislead. */
  windowDays: positive.default(28),
  /** The newest events, which training does not see: the gates judge by them. */
  gateDays: positive.default(1),
  /** Whether training begins with the champion's weights. */
  warmStart: z.boolean().default(true),
});
