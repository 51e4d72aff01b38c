import { z } from "zod";

const positiveInt = z.int().min(1);

/** See src/recommend/position_weight.ts. */
const weighting = z.enum(["same", "linear", "div", "log", "quadratic"]);

/** Checks the parameters of evaluating. */
export const evaluateParamsSchema = z.strictObject({
  /** Cut-offs of the metrics. */
  cutoffs: z.array(positiveInt).min(1).default([1, 5, 10, 20]),
  /** The metric that chooses the best epoch: a ranking one, at a cut-off. */
  metric: z.string().regex(
    /^(recall|hit_rate|mrr|ndcg)@[1-9]\d*$/,
    "recall, hit_rate, mrr or ndcg at a cut-off is wanted, as in mrr@20",
  ).default("mrr@20"),
  /** The neighbours take longer than the others, so they must be asked for. */
  baselines: z.array(
    z.enum([
      "popularity",
      "session_popularity",
      "category_popularity",
      "markov",
      "item_knn",
      "vsknn",
      "stan",
    ]),
  ).default(["popularity", "session_popularity", "markov"]),
  /** What `category_popularity` goes by: features of items. `null`: all. */
  categoryPopularity: z.array(z.string()).nullable().default(null),
  /** Successors that first-order Markov keeps of each item. */
  markovSuccessors: positiveInt.default(20),
  itemKnn: z.strictObject({
    /** Most similar items kept of each item. */
    neighbours: positiveInt.default(100),
    /** Sessions added to those of each item, against coincidence. */
    regularisation: z.number().min(0).default(20),
  }).prefault({}),
  /** V-SKNN, as a baseline and as the other half of a blend. */
  vsknn: z.strictObject({
    /** Neighbouring sessions that recommend. */
    neighbours: positiveInt.default(500),
    /** Most recent sessions among which neighbours are sought. */
    sample: positiveInt.default(2500),
    /** How an event's weight falls with the events after it. */
    weighting: weighting.default("log"),
    /** How a neighbour's weight falls with the age of what it shares. */
    sessionWeighting: weighting.default("quadratic"),
    /** Weight of the inverse document frequency of an item. */
    idfWeight: z.number().min(0).default(1),
  }).prefault({}),
  /** STAN, the same. What is not V-SKNN's was chosen on the end of training. */
  stan: z.strictObject({
    /** Neighbouring sessions that recommend. */
    neighbours: positiveInt.default(500),
    /** Most recent sessions among which neighbours are sought. */
    sample: positiveInt.default(2500),
    /** Events back at which one of the live session weighs 1/e. */
    stepDecay: z.number().positive().default(1),
    /** Share of all sessions after which one weighs 1/e. */
    ageDecay: z.number().positive().default(0.5),
    /** Items away from the shared one at which one weighs 1/e. */
    placeDecay: z.number().positive().default(5),
    /** Weight of the inverse document frequency of an item. */
    idfWeight: z.number().min(0).default(1),
  }).prefault({}),
  /**
   * What is evaluated is a mixture of the model and neighbours, and the model
   * alone stands beside it. `null`: the model alone.
   */
  blend: z.strictObject({
    /** Whose neighbours. */
    with: z.enum(["vsknn", "stan"]).default("vsknn"),
    /** Weight of the neighbours' logs. `null`: the best on the validation split. */
    weight: z.number().min(0).max(1).nullable().default(null),
    /** Items that each of the two lists; those in neither list come last. */
    depth: positiveInt.default(200),
  }).nullable().default(null),
}).refine(
  ({ cutoffs, metric }) => cutoffs.includes(Number(metric.split("@")[1])),
  { path: ["metric"], message: "its cut-off is not among evaluate.cutoffs" },
);
