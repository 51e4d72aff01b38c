import type { Sequences } from "../../src/features/sequences.ts";

export interface MakeSequencesOptions {
  /** Whether an event is a target. @default every event but a session's first */
  readonly isTarget?: (position: number, session: readonly number[]) => boolean;
  /** User index of each session. @default all anonymous (0) */
  readonly users?: readonly number[];
  /** Whether an event puts its item into the cart. @default none does */
  readonly isCart?: (position: number, session: readonly number[]) => boolean;
}

/** Sequences of sessions written as lists of item indices. */
export function makeSequences(
  sessions: readonly (readonly number[])[],
  options: MakeSequencesOptions = {},
): Sequences {
  const { isTarget = (at) => at > 0, isCart = () => false, users } = options;
  const flags = (holds: typeof isTarget) =>
    Uint8Array.from(
      sessions.flatMap((it) => it.map((_, at) => Number(holds(at, it)))),
    );
  const items = Int32Array.from(sessions.flat());
  const offsets = new Int32Array(sessions.length + 1);
  sessions.forEach((it, at) => offsets[at + 1] = offsets[at]! + it.length);
  return {
    offsets,
    items,
    targets: flags(isTarget),
    carts: flags(isCart),
    times: Float64Array.from(items, (_, at) => at * 1000),
    users: Int32Array.from(users ?? sessions.map(() => 0)),
    categories: {},
    numbers: {},
  };
}
