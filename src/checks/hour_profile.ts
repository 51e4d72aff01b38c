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
