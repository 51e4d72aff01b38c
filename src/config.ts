/**
 * Every parameter of the pipeline, grouped by stage, with its default and the
 * reason for it. A dataset's preset names its columns and overrides what its
 * data needs; a parameter file and `--set key=value` override the preset. A key
 * that is not here is an error.
 */
import { z } from "zod";
import { InputError } from "./errors.ts";
import {
  type columnsSchema,
  eventsParamsSchema,
} from "./params/events_params.ts";
import { checkParamsSchema } from "./params/check_params.ts";
import { driftParamsSchema } from "./params/drift_params.ts";
import { evaluateParamsSchema } from "./params/evaluate_params.ts";
import { modelParamsSchema } from "./params/model_params.ts";
import { prepareParamsSchema } from "./params/prepare_params.ts";
import { promoteParamsSchema } from "./params/promote_params.ts";
import { retrainParamsSchema } from "./params/retrain_params.ts";
import { trainParamsSchema } from "./params/train_params.ts";

export { modelParamsSchema };
export type { CheckRule, CheckSeverity } from "./params/check_params.ts";

/** Checks all parameters of a run. */
export const paramsSchema = z.strictObject({
  events: eventsParamsSchema,
  prepare: prepareParamsSchema.prefault({}),
  model: modelParamsSchema.prefault({}),
  train: trainParamsSchema.prefault({}),
  evaluate: evaluateParamsSchema.prefault({}),
  promote: promoteParamsSchema.prefault({}),
  retrain: retrainParamsSchema.prefault({}),
  check: checkParamsSchema.prefault({}),
  drift: driftParamsSchema.prefault({}),
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
/** Where events come from. */
export type EventsParams = Params["events"];
/** What the columns of a log are called. */
export type ColumnsParams = z.infer<typeof columnsSchema>;
/** Size and seed of the demo shop. */
export type DemoParams = Extract<EventsParams, { format: "demo" }>["demo"];
/** How events become a dataset. */
export type PrepareParams = Params["prepare"];
/** How the network is built. */
export type ModelParams = Params["model"];
/** How it learns. */
export type TrainParams = Params["train"];
/** What it is measured by, and beside what. */
export type EvaluateParams = Params["evaluate"];
/** What a candidate must show to take the champion's place. */
export type PromoteParams = Params["promote"];
/** When and on what it learns again. */
export type RetrainParams = Params["retrain"];
/** Which data are too poor to go on with. */
export type CheckParams = Params["check"];
/** When a difference between periods counts as drift. */
export type DriftParams = Params["drift"];

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

/**
 * Parameters that were resolved before, under further values.
 *
 * @throws {InputError} as {@link resolveParams}.
 */
export function resolveAgain(
  { events, ...params }: Params,
  over: Pick<ParamSources, "file" | "set">,
): Params {
  const description = "Parameters that were resolved";
  return resolveParams({ preset: { description, events, params }, ...over });
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
