import type { Fingerprint } from "./fingerprint.ts";
import { stableJson } from "./stable_json.ts";

/** Why a stage is not up to date. */
export interface Reason {
  /** What has changed. */
  readonly kind:
    | "new"
    | "forced"
    | "param"
    | "input"
    | "code"
    | "environment"
    | "output"
    | "after";
  /** Of the parameter, the input, the file of code, the output, the stage. */
  readonly name: string;
  /** Values of a parameter or a version; absent where there was or is none. */
  readonly before?: unknown;
  /** Its value now. */
  readonly after?: unknown;
}

/** What a stage depended on, and depends on now. */
export interface Compared {
  /** As it was made. */
  readonly before: Fingerprint;
  /** Its value now. */
  readonly after: Fingerprint;
  /** Files and packages of the code, with digests; absent where not known. */
  readonly partsBefore: Readonly<Record<string, string>> | undefined;
  /** Digests of the code's parts now. */
  readonly partsAfter: Readonly<Record<string, string>>;
}

/** What differs between two fingerprints: parameters, inputs, code, versions. */
export function reasonsOf(compared: Compared): Reason[] {
  const { before, after } = compared;
  const inputs = changes(before.inputs, after.inputs);
  return [
    ...changes(before.params, after.params)
      .map((it) => ({ kind: "param" as const, ...it })),
    ...inputs.map(({ name }) => ({ kind: "input" as const, name })),
    ...codeReasons(compared),
    ...changes(before.environment, after.environment)
      .map((it) => ({ kind: "environment" as const, ...it })),
  ];
}

/** A reason in a few words: `train.epochs 5 → 3`. */
export function reasonText({ kind, name, before, after }: Reason): string {
  switch (kind) {
    case "new":
      return "never ran here";
    case "forced":
      return "forced";
    case "param":
    case "environment":
      return `${name} ${valueText(before)} → ${valueText(after)}`;
    case "input":
    case "code":
      return `${name} changed`;
    case "output":
      return `${name} is ${after}`;
    case "after":
      return `on ${name}`;
  }
}

/** Reasons in a line; of many the first ones. */
export function reasonsText(reasons: readonly Reason[], shown = 3): string {
  const texts = reasons.map(reasonText);
  if (texts.length <= shown) return texts.join(", ");
  return `${texts.slice(0, shown - 1).join(", ")} and ${
    texts.length - shown + 1
  } more`;
}

function codeReasons(
  { before, after, partsBefore, partsAfter }: Compared,
): Reason[] {
  if (before.code === after.code) return [];
  const parts = partsBefore === undefined
    ? []
    : changes(partsBefore, partsAfter);
  if (parts.length === 0) return [{ kind: "code", name: "its code" }];
  return parts.map(({ name }) => ({ kind: "code", name }));
}

/** A value that is not what it was. */
export interface Change {
  /** What has changed. */
  readonly name: string;
  /** Undefined where there was none. */
  readonly before: unknown;
  /** Undefined where there is none. */
  readonly after: unknown;
}

const byNumbers = new Intl.Collator("en", { numeric: true });

/** Names, sorted, whose values differ or that only one of them has. */
export function changes(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].sort(byNumbers.compare)
    .filter((name) => stableJson(before[name]) !== stableJson(after[name]))
    .map((name) => ({ name, before: before[name], after: after[name] }));
}

/** A value as people write it; a list by its items. */
export function valueText(value: unknown): string {
  if (value === undefined) return "–";
  if (typeof value === "string") return value === "" ? '""' : value;
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  return stableJson(value);
}
