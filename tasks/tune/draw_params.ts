import {
  type JsonObject,
  type Params,
  paramsSchema,
} from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import { seededPrng } from "../../src/random.ts";
import { drawPoint, type Point } from "../../src/tune/space.ts";
import type { TuneSettings } from "./tune_settings.ts";

/** Draws before it is given up that values go together. */
const MAX_DRAWS = 100;

/** What a trial trains with. */
export interface DrawnTrial {
  readonly point: Point;
  readonly params: Params;
}

/**
 * The parameters of a trial, always the same for its number. Values that do not
 * go together are drawn again.
 *
 * @throws {InputError} where nothing in the space is allowed.
 */
export function drawParams(
  settings: Pick<TuneSettings, "params" | "space" | "seed">,
  trial: number,
): DrawnTrial {
  const prng = seededPrng(settings.seed, trial);
  let reason = "";
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const point = drawPoint(settings.space, prng);
    const params = structuredClone(settings.params) as JsonObject;
    for (const [key, value] of Object.entries(point)) {
      assign(params, key, value);
    }
    const result = paramsSchema.safeParse(params);
    if (result.success) return { point, params: result.data };
    const issue = result.error.issues[0]!;
    const at = [...issue.path, ...("keys" in issue ? issue.keys : [])];
    reason = `${at.map(String).join(".")}: ${issue.message}`;
  }
  throw new InputError(`The search space allows no parameters: ${reason}`);
}

/** The tree of parameters that a point stands for, as `--params` reads it. */
export function paramsTree(point: Point): JsonObject {
  const tree: JsonObject = {};
  for (const [key, value] of Object.entries(point)) assign(tree, key, value);
  return tree;
}

function assign(tree: JsonObject, key: string, value: Point[string]): void {
  const names = key.split(".");
  const last = names.pop()!;
  let branch = tree;
  for (const name of names) branch = (branch[name] ??= {}) as JsonObject;
  branch[last] = value;
}
