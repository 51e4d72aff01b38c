const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When events happen. */
export interface TimeProfile {
  /** Share of events by hour of the day, UTC. */
  readonly hours: readonly number[];
  /** Events of each whole day between the first and the last. */
  readonly days: readonly number[];
  /** Between the first and the last event. */
  readonly spanDays: number;
}

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
  const hours = new Float64Array(24);
  const byDay = new Map<number, number>();
  let [first, last, events] = [Infinity, -Infinity, 0];
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (!(time >= fromMs && time <= toMs)) continue;
    events++;
    hours[Math.floor(time / HOUR_MS) % 24]!++;
    const day = Math.floor(time / DAY_MS);
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return {
    hours: Array.from(hours, (count) => count / Math.max(1, events)),
    days: wholeDays(byDay, first, last),
    spanDays: events === 0 ? 0 : (last - first) / DAY_MS,
  };
}

/** The first and the last day may have begun before, or go on after, the log. */
function wholeDays(
  byDay: ReadonlyMap<number, number>,
  first: number,
  last: number,
): number[] {
  const days: number[] = [];
  const end = Math.floor(last / DAY_MS);
  for (let day = Math.floor(first / DAY_MS) + 1; day < end; day++) {
    days.push(byDay.get(day) ?? 0);
  }
  return days;
}
