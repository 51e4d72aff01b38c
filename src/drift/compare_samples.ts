import type { DriftParams } from "../config.ts";
import { compareCategories } from "./compare_categories.ts";
import { compareNumbers } from "./compare_numbers.ts";
import {
  compareRecommended,
  RECOMMENDED_COMPARISONS,
} from "./compare_recommended.ts";
import type { Comparison } from "./comparison.ts";
import type { CodedTexts, DriftSample } from "./drift_sample.ts";
import type { DriftReport, SampleSummary } from "./drift_report.ts";
import { newShare } from "./new_share.ts";
import type { Recommended } from "./recommended.ts";

/** Options of {@link compareSamples}. */
export interface CompareSamplesOptions {
  /** Parameters that it goes by. */
  readonly params: DriftParams;
  /** What a model recommends for the reference and for the current sample. */
  readonly recommended?: readonly [Recommended, Recommended] | undefined;
}

/** One comparison, still to be told how often it may err. */
type Compare = (alpha: number) => Comparison;

/**
 * Compares all that two samples have in common: items, new ones among them, the
 * event mix, users, each category and number, how long sessions are, the pauses
 * in them and the hours of the day; and what a model recommends for both. The
 * rate of false alarms is that of the whole report: each of C comparisons has
 * alpha / C (Bonferroni).
 */
export function compareSamples(
  reference: DriftSample,
  current: DriftSample,
  { params, recommended }: CompareSamplesOptions,
): DriftReport {
  const compares = [
    ...compareItems(reference, current, params),
    ...compareSessions(reference, current, params),
    ...compareColumns(reference, current, params),
  ];
  const count = compares.length +
    (recommended === undefined ? 0 : RECOMMENDED_COMPARISONS);
  const alpha = params.alpha / count;
  const comparisons = [
    ...compares.map((compare) => compare(alpha)),
    ...(recommended === undefined
      ? []
      : compareRecommended(...recommended, { alpha, params })),
  ];
  return {
    reference: summaryOf(reference),
    current: summaryOf(current),
    alpha: params.alpha,
    drifted: comparisons.some((it) => it.drifted),
    comparisons,
    absent: absentColumns(reference, current),
  };
}

function compareItems(
  reference: DriftSample,
  current: DriftSample,
  params: DriftParams,
): Compare[] {
  const of = ({ items, offsets }: DriftSample) => ({ texts: items, offsets });
  return [
    (alpha) =>
      newShare(of(reference), of(current), {
        name: "new items",
        alpha,
        least: params.minNew,
      }),
    (alpha) =>
      compareCategories(of(reference), of(current), {
        name: "item",
        alpha,
        params,
      }),
  ];
}

const DAY_MS = 86_400_000;

function compareSessions(
  reference: DriftSample,
  current: DriftSample,
  params: DriftParams,
): Compare[] {
  const numbers = (
    name: string,
    values: (sample: DriftSample) => Float64Array,
  ): Compare =>
  (alpha) => {
    const of = (sample: DriftSample) => {
      const found = values(sample);
      return { values: found, offsets: offsetsOf(found.length, sample) };
    };
    return compareNumbers(of(reference), of(current), { name, alpha, params });
  };
  const texts = (
    name: string,
    values: (sample: DriftSample) => CodedTexts,
  ): Compare =>
  (alpha) => {
    const of = (sample: DriftSample) => {
      const found = values(sample);
      return { texts: found, offsets: offsetsOf(found.codes.length, sample) };
    };
    return compareCategories(of(reference), of(current), {
      name,
      alpha,
      params,
    });
  };
  const both = [reference, current];
  const spansDays = both.every((it) => spanOf(it) >= DAY_MS);
  const hasCarts = both.some(({ carts }) => carts.includes(1));
  const hasUsers = both.every(({ users }) => users !== undefined);
  return [
    numbers("session length", sessionLengths),
    ...(both.every(hasPauses) ? [numbers("pause in seconds", pauses)] : []),
    ...(hasCarts ? [texts("event", eventMix)] : []),
    ...(hasUsers ? [texts("user", userMix)] : []),
    ...(spansDays ? [texts("hour of the day", hours)] : []),
  ];
}

/** A value for each session stands alone, others come by session. */
function offsetsOf(values: number, { offsets }: DriftSample): Int32Array {
  return values === offsets.length - 1
    ? Int32Array.from(offsets.keys())
    : offsets;
}

function compareColumns(
  reference: DriftSample,
  current: DriftSample,
  params: DriftParams,
): Compare[] {
  const shared = (a: object, b: object) =>
    Object.keys(a).filter((name) => Object.hasOwn(b, name));
  const texts = (name: string): Compare => (alpha) => {
    const of = ({ categories, offsets }: DriftSample) => ({
      texts: categories[name]!,
      offsets,
    });
    return compareCategories(of(reference), of(current), {
      name,
      alpha,
      params,
    });
  };
  const numbers = (name: string): Compare => (alpha) => {
    const of = ({ numbers, offsets }: DriftSample) => ({
      values: numbers[name]!,
      offsets,
    });
    return compareNumbers(of(reference), of(current), { name, alpha, params });
  };
  return [
    ...shared(reference.categories, current.categories).map(texts),
    ...shared(reference.numbers, current.numbers).map(numbers),
  ];
}

function sessionLengths({ offsets, lengths }: DriftSample): Float64Array {
  return lengths ?? Float64Array.from(
    { length: offsets.length - 1 },
    (_, session) => offsets[session + 1]! - offsets[session]!,
  );
}

/** Seconds since the event before; NaN for the first of a session. */
function pauses({ offsets, times }: DriftSample): Float64Array {
  const seconds = new Float64Array(times.length);
  for (let at = 1; at < times.length; at++) {
    seconds[at] = (times[at]! - times[at - 1]!) / 1000;
  }
  for (let session = 0; session + 1 < offsets.length; session++) {
    seconds[offsets[session]!] = NaN;
  }
  return seconds;
}

/** Whether times tell more than the order of events. */
function hasPauses(sample: DriftSample): boolean {
  return sample.lengths === undefined && pauses(sample).some((it) => it > 1);
}

function eventMix({ carts }: DriftSample): CodedTexts {
  return { codes: Int32Array.from(carts), values: ["view", "cart"] };
}

function userMix({ users }: DriftSample): CodedTexts {
  const codes = users!.codes.map((code) => code < 0 ? 0 : 1);
  return { codes, values: ["anonymous", "known"] };
}

function hours({ times }: DriftSample): CodedTexts {
  const codes = new Int32Array(times.length);
  for (let at = 0; at < times.length; at++) {
    codes[at] = Math.floor(times[at]! / 3_600_000) % 24;
  }
  return { codes, values: Array.from({ length: 24 }, (_, hour) => `${hour}`) };
}

function spanOf({ times }: DriftSample): number {
  const { fromMs, toMs } = period(times);
  return toMs - fromMs;
}

function period(times: Float64Array) {
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (let at = 0; at < times.length; at++) {
    fromMs = Math.min(fromMs, times[at]!);
    toMs = Math.max(toMs, times[at]!);
  }
  return { fromMs, toMs };
}

function summaryOf({ name, offsets, times }: DriftSample): SampleSummary {
  return {
    name,
    sessions: offsets.length - 1,
    events: times.length,
    ...period(times),
  };
}

function absentColumns(
  reference: DriftSample,
  current: DriftSample,
): string[] {
  const names = ({ categories, numbers }: DriftSample) =>
    Object.keys({ ...categories, ...numbers });
  const there = names(current);
  return names(reference).filter((name) => !there.includes(name));
}
