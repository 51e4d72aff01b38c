import { z } from "zod";
import { InputError } from "../errors.ts";
import type { Prng } from "../random.ts";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const range = z.strictObject({
  min: z.number(),
  max: z.number(),
  /** Drawn so that every order of magnitude is alike likely. */
  log: z.boolean().default(false),
  integer: z.boolean().default(false),
}).refine(({ min, max }) => min < max, "min below max is wanted")
  .refine(
    ({ min, max, integer }) =>
      !integer || Number.isInteger(min) && Number.isInteger(max),
    "integer wants a whole min and max",
  )
  .refine(({ min, log }) => !log || min > 0, "log wants a min above 0");

const spaceSchema = z.record(
  z.string().regex(/^(model|train)\.\w/, "model.… or train.… is wanted"),
  z.union([z.array(scalar).min(1), range]),
);

/** What a search draws from: values to choose from, or a range, by parameter. */
export type Space = z.infer<typeof spaceSchema>;
/** One value of each parameter, by dotted name: `train.learningRate`. */
export type Point = Record<string, z.infer<typeof scalar>>;

/** Digits that tell numbers of a range apart: more say nothing. */
const DIGITS = 3;

/**
 * Checks the parsed text of a search space.
 *
 * @param name What it is called in an error: its path.
 * @throws {InputError} naming the first key that is wrong.
 */
export function parseSpace(value: unknown, name: string): Space {
  const result = spaceSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const key = issue.path.map(String).join(".") || "top level";
  throw new InputError(`${name}, ${key}: ${messageOf(issue)}`);
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues[0]!.message;
  if (issue.code === "custom") return issue.message;
  return "a list of values, or min, max and perhaps log and integer, are wanted";
}

/** Draws a value of every parameter, each by itself. */
export function drawPoint(space: Space, prng: Prng): Point {
  return Object.fromEntries(
    Object.entries(space).map(([key, choice]) => [
      key,
      Array.isArray(choice)
        ? choice[Math.floor(prng() * choice.length)]!
        : drawNumber(choice, prng()),
    ]),
  );
}

function drawNumber(
  { min, max, log, integer }: z.infer<typeof range>,
  share: number,
): number {
  const value = log
    ? min * (max / min) ** share
    : min + (max - min + (integer ? 1 : 0)) * share;
  if (integer) {
    return Math.min(max, log ? Math.round(value) : Math.floor(value));
  }
  const rounded = Number(value.toPrecision(DIGITS + sharedDigits(min, max)));
  return Math.min(max, Math.max(min, rounded));
}

/** Leading digits that all numbers of a range share: .99 and .9999 about two. */
function sharedDigits(min: number, max: number): number {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  return Math.max(0, Math.floor(Math.log10(largest / (max - min))));
}
