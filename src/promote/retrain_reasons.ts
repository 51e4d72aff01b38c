import type { RetrainParams } from "../config.ts";

/** When a model is trained anew. */
export const RETRAIN_WHEN = ["schedule", "data", "drift", "always"] as const;

/** One of {@link RETRAIN_WHEN}. */
export type RetrainWhen = typeof RETRAIN_WHEN[number];

/** What is known before a training is begun. */
export interface RetrainSituation {
  /**
   * Time of the newest event that the champion has learned from, ms since the
   * epoch; null: there is no champion, or it does not tell.
   */
  readonly learnedToMs: number | null;
  /** Time of the newest event that there is. */
  readonly newestMs: number;
  /** Events that the champion has not seen. */
  readonly newEvents: number;
  /** Events of the window that would be trained on. */
  readonly windowEvents: number;
  /** What has drifted since the champion was trained: names of comparisons. */
  readonly drifted: readonly string[];
}

const DAY_MS = 86_400_000;

/**
 * Why a model is to be trained anew, a line for each reason that is asked for;
 * none: what serves is good enough.
 */
export function retrainReasons(
  situation: RetrainSituation,
  { when, params }: {
    readonly when: readonly RetrainWhen[];
    readonly params: RetrainParams;
  },
): string[] {
  const { learnedToMs, newestMs, newEvents, windowEvents, drifted } = situation;
  if (learnedToMs === null) return ["there is no champion that tells its age"];
  const ageDays = (newestMs - learnedToMs) / DAY_MS;
  const share = newEvents / windowEvents;
  const reasons: Record<RetrainWhen, string | false> = {
    schedule: ageDays >= params.maxAgeDays &&
      `schedule: the champion has seen nothing of the last ${
        ageDays.toFixed(1)
      } days, ${params.maxAgeDays} are allowed`,
    data: share >= params.newShare &&
      `data: ${newEvents.toLocaleString("en-US")} events are new, ${
        percent(share)
      } of the window, ${percent(params.newShare)} are worth a training`,
    drift: drifted.length > 0 && `drift: ${listed(drifted)}`,
    always: "always: asked for",
  };
  return when.map((it) => reasons[it]).filter((it) => it !== false);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

const SHOWN = 4;

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(", ") +
    (more > 0 ? ` and ${more} more` : "");
}
