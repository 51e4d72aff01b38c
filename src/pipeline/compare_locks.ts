import { changes } from "./reasons.ts";
import type { Lock, LockedStage } from "./lock_file.ts";

/** What differs between two lock files. */
export interface LockChange {
  /** What has changed. */
  readonly kind: "param" | "data" | "metric" | "code" | "environment";
  /** Whose it is; of parameters and versions that several read, the first one's. */
  readonly stage: string;
  /** The parameter, file or metric. */
  readonly name: string;
  /** Its value in the first lock. */
  readonly before: unknown;
  /** Its value in the second lock. */
  readonly after: unknown;
}

/** An output or a source, as it is compared. */
interface Datum {
  readonly digest: string;
  readonly bytes?: number;
}

/**
 * Parameters, data, metrics, code and versions that differ, in this order.
 *
 * @param options.order Names of stages; those of others come last.
 */
export function compareLocks(
  before: Lock,
  after: Lock,
  { order = [] }: { readonly order?: readonly string[] } = {},
): LockChange[] {
  const known = [...Object.keys(before.stages), ...Object.keys(after.stages)];
  const stages = [...new Set([...order, ...known])];
  const of = (
    kind: LockChange["kind"],
    read: (lock: Lock) => (stage: LockedStage) => Values,
  ) =>
    stages.flatMap((stage) =>
      changes(
        valuesOf(before, { stage, read }),
        valuesOf(after, { stage, read }),
      ).map((change) => ({ kind, stage, ...change }))
    );
  return [
    ...merged(of("param", () => (it) => it.params)),
    ...of("data", dataOf),
    ...of("metric", () => (it) => it.metrics),
    ...of("code", () => ({ code }) => ({ code })),
    ...merged(of("environment", () => (it) => it.environment)),
  ];
}

type Values = Readonly<Record<string, unknown>>;

function valuesOf(
  lock: Lock,
  { stage, read }: {
    readonly stage: string;
    readonly read: (lock: Lock) => (stage: LockedStage) => Values;
  },
): Values {
  const locked = lock.stages[stage];
  return locked === undefined ? {} : read(lock)(locked);
}

/** Sources, which no stage makes, and outputs. */
function dataOf(lock: Lock) {
  const made = Object.values(lock.stages)
    .flatMap(({ outputs }) => Object.keys(outputs));
  const isMade = (input: string) =>
    made.some((it) => input === it || input.startsWith(`${it}/`));
  return ({ inputs, outputs }: LockedStage): Record<string, Datum> => ({
    ...Object.fromEntries(
      Object.entries(inputs).filter(([name]) => !isMade(name))
        .map(([name, digest]) => [name, { digest }]),
    ),
    ...Object.fromEntries(
      Object.entries(outputs)
        .map(([name, { digest, bytes }]) => [name, { digest, bytes }]),
    ),
  });
}

/** One row where several stages read the same. */
function merged(rows: readonly LockChange[]): LockChange[] {
  const text = ({ name, before, after }: LockChange) =>
    JSON.stringify([name, before, after]);
  return [...Map.groupBy(rows, text).values()].map(([first]) => first!);
}
