import { chiSquareQuantile } from "./chi_square_quantile.ts";
import type { CategorySample } from "./compare_categories.ts";
import type { Comparison, ComparisonOptions } from "./comparison.ts";
import { designEffect } from "./design_effect.ts";

/** Options of {@link newShare}. */
export interface NewShareOptions extends ComparisonOptions {
  /** Least share above the expected one that matters: see `drift.minNew`. */
  readonly least: number;
}

/**
 * Share of the current events whose value the reference does not hold. Some
 * always come: as large a share as the reference itself has on values of a
 * single session, which a session left out would find new (Good, "The population
 * frequencies of species and the estimation of population parameters", 1953).
 */
export function newShare(
  reference: CategorySample,
  current: CategorySample,
  { name, alpha, least }: NewShareOptions,
): Comparison {
  const known = new Set(seenValues(reference));
  const isNew = current.texts.values.map((it) => known.has(it) ? 0 : 1);
  const marks = current.texts.codes.map((code) => code < 0 ? 1 : isNew[code]!);
  const own = singleSessionMarks(reference);
  const expected = meanOf(own);
  const value = meanOf(marks);
  const variance = varianceOf(own, expected, reference.offsets) +
    varianceOf(marks, value, current.offsets);
  const chance = expected +
    Math.sqrt(variance * chiSquareQuantile(1, 1 - alpha));
  const threshold = Math.max(chance, expected + least);
  return {
    name,
    kind: "share",
    drifted: value > threshold,
    measures: [{
      name: "new share",
      value,
      expected,
      threshold,
      drifted: value > threshold,
    }],
    summary: { "share of events": [expected, value] },
    bins: [],
  };
}

function seenValues({ texts: { codes, values } }: CategorySample): string[] {
  const seen = new Uint8Array(values.length);
  for (let at = 0; at < codes.length; at++) {
    if (codes[at]! >= 0) seen[codes[at]!] = 1;
  }
  return values.filter((_, code) => seen[code] === 1);
}

/** 1 where no other session holds the event's value, or nobody knows it. */
function singleSessionMarks(
  { texts: { codes, values }, offsets }: CategorySample,
): Int32Array {
  const sessions = new Int32Array(values.length);
  const last = new Int32Array(values.length).fill(-1);
  eachEvent(offsets, (at, session) => {
    const code = codes[at]!;
    if (code < 0 || last[code] === session) return;
    last[code] = session;
    sessions[code]!++;
  });
  return codes.map((code) => code < 0 || sessions[code] === 1 ? 1 : 0);
}

function eachEvent(
  offsets: Int32Array,
  call: (at: number, session: number) => void,
): void {
  for (let session = 0; session + 1 < offsets.length; session++) {
    for (let at = offsets[session]!; at < offsets[session + 1]!; at++) {
      call(at, session);
    }
  }
}

function meanOf(marks: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < marks.length; at++) sum += marks[at]!;
  return sum / marks.length;
}

/** Of a share among events that come by session. */
function varianceOf(
  marks: Int32Array,
  share: number,
  offsets: Int32Array,
): number {
  const effect = designEffect(marks, { offsets, bins: 2 });
  return share * (1 - share) * effect / marks.length;
}
