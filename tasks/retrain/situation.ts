import pl from "nodejs-polars";
import type { Params } from "../../src/config.ts";
import { compareSamples } from "../../src/drift/compare_samples.ts";
import { sampleOfEvents } from "../../src/drift/sample_of_events.ts";
import { InputError } from "../../src/errors.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import { withinTime } from "../../src/events/within_time.ts";
import type {
  RetrainSituation,
  RetrainWhen,
} from "../../src/promote/retrain_reasons.ts";
import type { Registered } from "../promote/candidate.ts";

export const DAY_MS = 86_400_000;

export interface SituationOptions {
  readonly champion: Registered | undefined;
  readonly params: Pick<Params, "events" | "prepare" | "retrain" | "drift">;
  /** Drift is looked for only where it is asked for: it takes longest. */
  readonly when: readonly RetrainWhen[];
  /** Told why drift cannot be looked for, where it cannot. */
  readonly print: (text: string) => void;
}

/** Finds out what has happened since the champion was trained. */
export async function situation(
  source: EventSource,
  { champion, params, when, print }: SituationOptions,
): Promise<RetrainSituation> {
  const { frame } = await source.read();
  const newestMs = Number(frame.getColumn("time").max());
  const countAfter = (timeMs: number) =>
    frame.filter(pl.col("time").gt(pl.lit(timeMs))).height;
  const fromMs = newestMs - params.retrain.windowDays * DAY_MS;
  const learned = champion?.archive.learned;
  const newEvents = learned === undefined
    ? frame.height
    : countAfter(learned.toMs);
  const drifted = learned === undefined || newEvents === 0 ||
      !when.includes("drift")
    ? []
    : await findDrift(source, { learned, newestMs, params }).catch((error) => {
      // Too few events, or none of those before: age and volume still tell.
      if (!(error instanceof InputError)) throw error;
      print(`Drift cannot be looked for: ${error.message}`);
      return [];
    });
  return {
    learnedToMs: learned?.toMs ?? null,
    newestMs,
    newEvents,
    windowEvents: countAfter(fromMs),
    drifted,
  };
}

/** Names of what differs between what the champion has learned and the newest day. */
async function findDrift(
  source: EventSource,
  { learned, newestMs, params }: {
    readonly learned: { readonly fromMs: number; readonly toMs: number };
    readonly newestMs: number;
    readonly params: SituationOptions["params"];
  },
): Promise<string[]> {
  const { events, prepare, retrain } = params;
  const recentMs = newestMs - retrain.driftDays * DAY_MS;
  const keys = "columns" in events ? Object.keys(events.columns.keys) : [];
  const sample = async (name: string, fromMs: number, toMs?: number) => {
    const { frame } = await withinTime(source, { fromMs, toMs }).read();
    return await sampleOfEvents(frame, { name, prepare, keys });
  };
  const { comparisons } = compareSamples(
    await sample("learned", learned.fromMs, learned.toMs + 1),
    await sample("new", Math.max(learned.toMs + 1, recentMs)),
    { params: params.drift },
  );
  return comparisons.filter(({ drifted }) => drifted).map(({ name }) => name);
}
