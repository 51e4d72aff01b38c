import type { PromoteParams } from "../config.ts";
import type { ServingCost } from "./measure_archive.ts";
import type { ModelComparison, Standing } from "./model_comparison.ts";

/** One condition that a candidate meets or not. */
export interface GateCheck {
  /** What was looked at: `mrr@20`, `slice cart`, `latency`. */
  readonly gate: string;
  /** What was found, as a text. */
  readonly found: string;
  /** What is wanted, as a text. */
  readonly wanted: string;
  /** `shown`: there is too little of it to judge. */
  readonly verdict: "passed" | "failed" | "shown";
}

/** Options of {@link checkGates}. */
export interface CheckGatesOptions {
  /** Candidate beside champion. */
  readonly comparison: ModelComparison;
  /** What the candidate costs in serving. */
  readonly cost: ServingCost;
  /** What the gates want. */
  readonly params: PromoteParams;
  /**
   * Whether a model served before, which nobody is to miss: then slices are
   * judged. A simple baseline that is best on all may be better on some.
   */
  readonly hasChampion: boolean;
}

/** Holds a candidate against all gates: each is told, passed or not. */
export function checkGates(
  { comparison, cost, params, hasChampion }: CheckGatesOptions,
): GateCheck[] {
  const { metric, targets, slices } = comparison;
  return [
    check("events to predict", {
      found: count(targets),
      wanted: `≥ ${count(params.minTargets)}`,
      isMet: targets >= params.minTargets,
    }),
    leadCheck(comparison, { metric, minLead: params.minLead }),
    ...Object.entries(slices).map(([name, slice]) =>
      sliceCheck(name, slice, { params, hasChampion })
    ),
    check("latency, 99 %", {
      found: `${cost.p99Ms.toFixed(1)} ms`,
      wanted: `≤ ${params.maxLatencyMs} ms`,
      isMet: cost.p99Ms <= params.maxLatencyMs,
    }),
    check("size", {
      found: `${cost.megabytes.toFixed(1)} MB`,
      wanted: `≤ ${params.maxMegabytes} MB`,
      isMet: cost.megabytes <= params.maxMegabytes,
    }),
  ];
}

function leadCheck(
  { reference, lead }: Standing,
  { metric, minLead }: { metric: string; minLead: number },
): GateCheck {
  const least = minLead * reference;
  return check(`lead in ${metric}`, {
    found: interval(lead),
    wanted: `all above ${least === 0 ? "0" : signed(least)}`,
    isMet: lead.low > least,
  });
}

function sliceCheck(
  name: string,
  { targets, reference, lead }: Standing,
  { params, hasChampion }: Pick<CheckGatesOptions, "params" | "hasChampion">,
): GateCheck {
  const tolerated = (params.slices[name] ?? params.sliceLoss) * reference;
  const isLost = lead.difference < -tolerated && lead.high < 0;
  const checked = check(`slice ${name}`, {
    found: interval(lead),
    wanted: `no loss over ${tolerated.toFixed(4)}`,
    isMet: !isLost,
  });
  const show = (why: string): GateCheck => ({
    ...checked,
    wanted: why,
    verdict: "shown",
  });
  if (!hasChampion) return show("no champion to lose to");
  if (targets >= params.minSliceTargets) return checked;
  return show(`${count(targets)} events are few`);
}

function check(
  gate: string,
  { found, wanted, isMet }: { found: string; wanted: string; isMet: boolean },
): GateCheck {
  return { gate, found, wanted, verdict: isMet ? "passed" : "failed" };
}

function interval(
  { difference, low, high }: Standing["lead"],
): string {
  return `${signed(difference)} [${signed(low)}, ${signed(high)}]`;
}

function signed(value: number): string {
  return (value < 0 ? "−" : "+") + Math.abs(value).toFixed(4);
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
