/**
 * Every parameter of the pipeline, grouped by stage, with its default and the
 * reason for it. A dataset's preset names its columns and overrides what its
 * data needs; a parameter file and `--set key=value` override the preset. A key
 * that is not here is an error.
 */
import { z } from "zod";
import { InputError } from "./errors.ts";
import { RESERVED_COLUMNS } from "./events/event.ts";
import { modelParamsSchema } from "./params/model_params.ts";
import { trainParamsSchema } from "./params/train_params.ts";

export { modelParamsSchema };

const share = z.number().min(0).max(0.9);
const positiveInt = z.int().min(1);
const columnName = z.string().min(1);

/** How the text or number in a time column is read. */
const timeColumn = z.strictObject({
  column: columnName,
  /**
   * `iso` (RFC 3339), `epoch_s`, `epoch_ms`, or a strftime pattern such as
   * `%Y-%m-%d %H:%M:%S UTC`. Times without a zone are UTC.
   */
  format: z.string().min(1).default("iso"),
  /** A column of milliseconds to add: some data keep day and time apart. */
  plusMs: columnName.optional(),
});

const eventColumn = z.strictObject({
  column: columnName,
  /** The value that means "put into the cart". */
  cart: z.string(),
});

/** Names by which the canonical frame knows extra columns → names in the file. */
const extraColumns = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/).refine(
    (name) => !(RESERVED_COLUMNS as readonly string[]).includes(name),
    `must not be one of ${RESERVED_COLUMNS.join(", ")}`,
  ),
  columnName,
);

const columns = z.strictObject({
  /** Absent: sessions are cut by gaps of inactivity of a user. */
  session: columnName.optional(),
  user: columnName.optional(),
  time: timeColumn,
  item: columnName,
  event: eventColumn.optional(),
  categories: extraColumns.default({}),
  numbers: extraColumns.default({}),
  /** Texts that cleaning may go by (`uniqueInSession`), but that are no features. */
  keys: extraColumns.default({}),
}).refine((it) => it.session !== undefined || it.user !== undefined, {
  message: "either session or user must be named",
});

const demo = z.strictObject({
  /** Sessions to generate; about seven events each before cleaning. */
  sessions: positiveInt.default(12_000),
  items: positiveInt.default(1_000),
  users: positiveInt.default(3_000),
  days: positiveInt.default(28),
  seed: z.int().default(1),
});

/** Where events come from and what the columns mean. */
const events = z.discriminatedUnion("format", [
  /** Simulated; with an input, Parquet in the same schema is read instead. */
  z.strictObject({
    format: z.literal("demo"),
    columns,
    demo: demo.prefault({}),
  }),
  z.strictObject({
    format: z.literal("csv"),
    columns,
    /** One character. */
    separator: z.string().length(1).default(","),
    /** Names of the columns, where the file has no header row. */
    header: z.array(columnName).optional(),
    /** Texts that mean "missing", beside the empty one. */
    nulls: z.array(z.string()).default([]),
  }),
  z.strictObject({ format: z.literal("parquet"), columns }),
  /** A line of item ids per session, in time order. */
  z.strictObject({ format: z.literal("sessions") }),
  /** A line per user: the user's id, then item ids in time order. */
  z.strictObject({ format: z.literal("users") }),
]);

const prepare = z.strictObject({
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
  /** Drop items with fewer events (again and again, until none is left). */
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
  /** Scaler by number column; `standard` where a column is not named. */
  scalers: z.record(z.string(), z.enum(["robust", "standard", "none"]))
    .default({ price: "robust" }),
});

/** See src/recommend/position_weight.ts. */
const weighting = z.enum(["same", "linear", "div", "log", "quadratic"]);

const evaluate = z.strictObject({
  /** Cut-offs of the metrics. */
  cutoffs: z.array(positiveInt).min(1).default([1, 5, 10, 20]),
  /** The metric that chooses the best epoch: a ranking one, at a cut-off. */
  metric: z.string().regex(
    /^(recall|hit_rate|mrr|ndcg)@[1-9]\d*$/,
    "recall, hit_rate, mrr or ndcg at a cut-off is wanted, as in mrr@20",
  ).default("mrr@20"),
  /** The neighbours take longer than the others, so they must be asked for. */
  baselines: z.array(
    z.enum(["popularity", "session_popularity", "markov", "item_knn", "vsknn"]),
  ).default(["popularity", "session_popularity", "markov"]),
  /** Successors that first-order Markov keeps of each item. */
  markovSuccessors: positiveInt.default(20),
  itemKnn: z.strictObject({
    /** Most similar items kept of each item. */
    neighbours: positiveInt.default(100),
    /** Sessions added to those of each item, against coincidence. */
    regularisation: z.number().min(0).default(20),
  }).prefault({}),
  /** V-SKNN, the baseline and the other half of a blend. */
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
  /**
   * What is evaluated is a mixture of the model and V-SKNN, and the model alone
   * stands beside it. `null`: the model alone.
   */
  blend: z.strictObject({
    /** Share of V-SKNN. `null`: the best on the validation split. */
    weight: z.number().min(0).max(1).nullable().default(null),
    /** Items that each of the two lists; those in neither list come last. */
    depth: positiveInt.default(200),
  }).nullable().default(null),
}).refine(
  ({ cutoffs, metric }) => cutoffs.includes(Number(metric.split("@")[1])),
  { path: ["metric"], message: "its cut-off is not among evaluate.cutoffs" },
);

/** Checks all parameters of a run. */
export const paramsSchema = z.strictObject({
  events,
  prepare: prepare.prefault({}),
  model: modelParamsSchema.prefault({}),
  train: trainParamsSchema.prefault({}),
  evaluate: evaluate.prefault({}),
});

const presetSchema = z.strictObject({
  /** One line that says what data this is. */
  description: z.string(),
  events: z.unknown(),
  /** What this data needs other than the defaults, by stage. */
  params: z.record(z.string(), z.unknown()).default({}),
  /** What is to be smaller where training runs on WebAssembly, which is slow. */
  onWasm: z.record(z.string(), z.unknown()).default({}),
});

/** All parameters, checked, with every default filled in. */
export type Params = z.infer<typeof paramsSchema>;
export type EventsParams = Params["events"];
export type ColumnsParams = z.infer<typeof columns>;
export type DemoParams = z.infer<typeof demo>;
export type PrepareParams = Params["prepare"];
export type ModelParams = Params["model"];
export type TrainParams = Params["train"];
export type EvaluateParams = Params["evaluate"];

/** A tree of parameters as it stands in JSON. */
export type JsonObject = { [key: string]: unknown };

/** Where the values of {@link resolveParams} come from, weakest first. */
export interface ParamSources {
  /** The defaults for every dataset: tasks/params.json. */
  readonly defaults?: JsonObject;
  /** The parsed text of a preset. */
  readonly preset: unknown;
  /** Whether training runs on WebAssembly. @default {false} */
  readonly wasm?: boolean;
  /** The parsed text of `--params FILE`. */
  readonly file?: JsonObject;
  /** `key=value` texts of `--set`, in order: `train.epochs=3`. */
  readonly set?: readonly string[];
}

/**
 * Merges the sources and checks the result.
 *
 * @throws {InputError} naming the first key that is unknown or out of range.
 */
export function resolveParams(sources: ParamSources): Params {
  const preset = check(presetSchema, sources.preset, "Preset");
  let tree: JsonObject = merge(sources.defaults ?? {}, preset.params);
  tree = merge(tree, { events: preset.events });
  if (sources.wasm) tree = merge(tree, preset.onWasm);
  tree = merge(tree, sources.file ?? {});
  for (const assignment of sources.set ?? []) {
    tree = merge(tree, parseAssignment(assignment));
  }
  return check(paramsSchema, tree, "Parameter");
}

/** Parameters as flat, dotted names with plain values, as trackers log them. */
export function flattenParams(
  params: JsonObject,
  prefix = "",
): Record<string, string | number | boolean | null> {
  const flat: Record<string, string | number | boolean | null> = {};
  for (const [key, value] of Object.entries(params)) {
    const name = prefix + key;
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      Object.assign(flat, flattenParams(value as JsonObject, `${name}.`));
    } else if (Array.isArray(value)) {
      flat[name] = value.join(",");
    } else if (value !== undefined) {
      flat[name] = value as string | number | boolean | null;
    }
  }
  return flat;
}

/** Values of the environment that the product reads, and nothing else does. */
export function readEnvironment(): {
  noColor: boolean;
  commit?: string;
  /** Where public evaluation data lies. */
  evaluationData?: string;
} {
  const commit = Deno.env.get("CI_COMMIT_SHA") ?? Deno.env.get("GITHUB_SHA");
  const evaluationData = Deno.env.get("NEXTCART_DATA");
  return {
    noColor: Deno.env.get("NO_COLOR") !== undefined,
    ...(evaluationData === undefined ? {} : { evaluationData }),
    ...(commit === undefined ? {} : { commit }),
  };
}

function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const at = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    const key = [...issue.path, issue.keys[0]].map(String).join(".");
    throw new InputError(`${what} ${key} is unknown`);
  }
  throw new InputError(`${what} ${at || "file"}: ${issue.message}`);
}

function parseAssignment(text: string): JsonObject {
  const equals = text.indexOf("=");
  if (equals < 1) {
    throw new InputError(`--set ${text}: key=value is wanted`);
  }
  const path = text.slice(0, equals).split(".");
  let value = parseValue(text.slice(equals + 1));
  for (const key of path.reverse()) value = { [key]: value };
  return value as JsonObject;
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function merge(under: JsonObject, over: JsonObject): JsonObject {
  const merged = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? merge(below, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
