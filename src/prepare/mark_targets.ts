import type pl from "nodejs-polars";
import { flagColumn, keepRows, withColumn } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/** Options of {@link markTargets}. */
export interface MarkTargetsOptions {
  /**
   * `next`: every event but a session's first is to be predicted. `cart`: the
   * last one, where it is the cart event. `last`: the last one.
   */
  readonly targets: "next" | "cart" | "last";
}

/**
 * Marks the events to be predicted in the column `target`. Sessions without one
 * have nothing to learn from and go; a session's first event is none, for
 * nothing comes before it.
 */
export function markTargets(
  frame: pl.DataFrame,
  { targets }: MarkTargetsOptions,
): pl.DataFrame {
  const cart = flagColumn(frame, "cart");
  const offsets = sessionOffsets(frame);
  const target = new Uint8Array(frame.height);
  for (let s = 1; s < offsets.length; s++) {
    const start = offsets[s - 1]!;
    const last = offsets[s]! - 1;
    if (targets === "next") target.fill(1, start + 1, last + 1);
    else if (last > start && (targets === "last" || cart[last] === 1)) {
      target[last] = 1;
    }
  }
  return dropUntargeted(withColumn(frame, "target", target));
}

/**
 * Drops the sessions without an event in the column `target` that has another
 * before it; a target without one is no target.
 */
export function dropUntargeted(frame: pl.DataFrame): pl.DataFrame {
  const target = flagColumn(frame, "target").slice();
  const offsets = sessionOffsets(frame);
  const keep = new Uint8Array(frame.height);
  for (let s = 1; s < offsets.length; s++) {
    const start = offsets[s - 1]!;
    const end = offsets[s]!;
    target[start] = 0;
    if (target.subarray(start, end).includes(1)) keep.fill(1, start, end);
  }
  return keepRows(withColumn(frame, "target", target), keep);
}
