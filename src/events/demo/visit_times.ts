import type { Prng } from "../../random.ts";
import { drawIndex, drawWeighted, runningSums } from "./draw.ts";

/** Monday to Sunday: people shop at the weekend. */
const BY_WEEKDAY = [0.7, 0.65, 0.65, 0.7, 0.65, 0.85, 1];
/** Hours of the day, UTC: a little at noon, most in the evening. */
const BY_HOUR = [
  ...[2, 1, 1, 1, 1, 2, 4, 6, 8, 10, 11, 12],
  ...[13, 12, 11, 11, 12, 13, 15, 18, 20, 18, 11, 5],
];

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/**
 * Draws when visits begin, in milliseconds since the period began (on a
 * Monday), in order.
 */
export function drawVisitTimes(
  visits: number,
  { days, prng }: { readonly days: number; readonly prng: Prng },
): Float64Array {
  const hours = runningSums(BY_HOUR);
  const drawDay = () => {
    let day = drawIndex(prng, days);
    while (prng() > BY_WEEKDAY[day % 7]!) day = drawIndex(prng, days);
    return day;
  };
  return new Float64Array(visits)
    .map(() =>
      drawDay() * DAY_MS +
      Math.floor((drawWeighted(prng, hours) + prng()) * HOUR_MS)
    )
    .sort();
}
