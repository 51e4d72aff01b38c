const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When events happen. */
export interface TimeProfile {
  /** Share of events by hour of the day, UTC. */
  readonly hours: readonly number[];
  /**
   * Events of each whole day between the first and the last; none where they lie
   * more than a century apart.
   */
  readonly days: readonly number[];
  /** Between the first and the last event. */
  readonly spanDays: number;
}

/**
 * Counts events by hour of the day and by day.
 *
 * @param events By hours since the epoch.
 * @param options.firstMs Time of the first event; that of the last is `lastMs`.
 */
export function hourProfile(
  events: ReadonlyMap<number, number>,
  { firstMs, lastMs }: { readonly firstMs: number; readonly lastMs: number },
): TimeProfile {
  const hours = new Float64Array(24);
  const byDay = new Map<number, number>();
  let total = 0;
  for (const [hour, count] of events) {
    const day = Math.floor(hour / 24);
    hours[hour - 24 * day]! += count;
    byDay.set(day, (byDay.get(day) ?? 0) + count);
    total += count;
  }
  return {
    hours: Array.from(hours, (count) => count / Math.max(1, total)),
    days: wholeDays(byDay, firstMs, lastMs),
    spanDays: total === 0 ? 0 : (lastMs - firstMs) / DAY_MS,
  };
}

/** A log that is longer holds a time that is none: its days are not worth a list. */
const MOST_DAYS = 36_525;

/** The first and the last day may have begun before, or go on after, the log. */
function wholeDays(
  byDay: ReadonlyMap<number, number>,
  first: number,
  last: number,
): number[] {
  const days: number[] = [];
  const start = Math.floor(first / DAY_MS) + 1;
  const end = Math.floor(last / DAY_MS);
  if (end - start > MOST_DAYS) return days;
  for (let day = start; day < end; day++) {
    days.push(byDay.get(day) ?? 0);
  }
  return days;
}
