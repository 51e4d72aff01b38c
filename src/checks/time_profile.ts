import { hourProfile, type TimeProfile } from "./hour_profile.ts";

const HOUR_MS = 3_600_000;

/**
 * Counts times by hour and day. Times outside the bounds are left out: one
 * wrong one would stretch the log over years.
 *
 * @param times Milliseconds since the epoch, NaN where missing.
 */
export function timeProfile(
  times: Float64Array,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): TimeProfile {
  const events = new Map<number, number>();
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (!(time >= fromMs && time <= toMs)) continue;
    const hour = Math.floor(time / HOUR_MS);
    events.set(hour, (events.get(hour) ?? 0) + 1);
    firstMs = Math.min(firstMs, time);
    lastMs = Math.max(lastMs, time);
  }
  return hourProfile(events, { firstMs, lastMs });
}
