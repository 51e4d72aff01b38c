import { z } from "zod";

const share = z.number().min(0).max(0.9);
const positiveInt = z.int().min(1);

/** Checks the parameters of preparing. */
export const prepareParamsSchema = z.strictObject({
  /** Predict each next product, or only the product put into the cart. */
  task: z.enum(["next", "cart"]).default("next"),
  /** (a) Cut sessions so that each ends at its cart event. */
  cutAtCart: z.boolean().default(false),
  /** (b) Number columns that must not be missing, save at the cart event. */
  require: z.array(z.string()).default([]),
  /** (c) Columns that may not repeat within a session: the first stays. */
  uniqueInSession: z.array(z.string()).default([]),
  /** Drop an event on the same item as the one before it. */
  dropRepeats: z.boolean().default(false),
  /** (g) Least number of events in a session: below 2 nothing can be predicted. */
  minSessionEvents: positiveInt.default(2),
  /** (g) Longer sessions are robots more often than customers. `null`: no bound. */
  maxSessionEvents: positiveInt.nullable().default(200),
  /** (h) Drop sessions whose last event is not the cart event. */
  endAtCart: z.boolean().default(false),
  /** (i) Keep only the last events of a session. `null`: all. */
  keepLast: positiveInt.nullable().default(null),
  /** (j) Drop sessions that last longer. `null`: no bound. */
  maxSessionMinutes: z.number().positive().nullable().default(null),
  /** Inactivity that ends a session, where there is no session column. */
  sessionGapMinutes: z.number().positive().default(30),
  /**
   * Drop items with fewer events (again and again, until none is left); none of
   * a given test set, which is too short to tell.
   */
  minItemSupport: positiveInt.default(1),
  split: z.strictObject({
    /**
     * `time`: the last sessions are test, those before them validation.
     * `leave_one_out`: of each user the last event is test, the one before it
     * validation. `original`: of a known user the last session is test, of the
     * anonymous ones the last tenth. `given`: test sessions come from `--test`,
     * validation is the end of the training file.
     */
    by: z.enum(["time", "leave_one_out", "original", "given"]).default("time"),
    /** Share of sessions held out to choose by (and to stop early). 0: none. */
    validation: share.default(0.1),
    /** Share of sessions held out to report on. */
    test: share.default(0.1),
  }).prefault({}),
  /** Values of a column seen less often in training become OOV, by column. */
  minFrequency: z.record(z.string(), positiveInt).default({}),
  /** Calendar columns made from the time, as categories. */
  calendar: z.array(z.enum(["day_of_week", "week", "month"])).default([]),
  /**
   * Scaler by number column; `standard` where a column is not named. What is given
   * takes the place of the default whole, as with all that goes by names.
   */
  scalers: z.record(z.string(), z.enum(["robust", "standard", "none"]))
    .default({ price: "robust" }),
  /**
   * What is known of items rather than of events: categories and numbers of the
   * events, or properties in the catalogue (`--items`). They enter the items'
   * embeddings (`model.useItemFeatures`) and are no features of events then. An
   * item that training has not seen can be recommended by them.
   */
  itemFeatures: z.strictObject({
    categories: z.array(z.string()).default([]),
    /** Cut into buckets of as many items each. */
    numbers: z.array(z.string()).default([]),
    /** Buckets of each number. */
    buckets: positiveInt.default(10),
  }).prefault({}),
  /**
   * Items whose events are taken out of training, drawn from a seed: to measure
   * how well items are recommended that training has not seen.
   */
  hideItems: z.strictObject({
    share: share.default(0),
    seed: z.int().default(1),
  }).prefault({}),
});
