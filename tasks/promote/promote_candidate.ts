import type { Params } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import { readEventWindow } from "../../src/prepare/event_window.ts";
import {
  type Decision,
  judgeCandidate,
} from "../../src/promote/judge_candidate.ts";
import type { Recommender } from "../../src/recommend/recommender.ts";
import type { ModelRegistry } from "../../src/track/registry/model_registry.ts";
import { hasTimes } from "../has_times.ts";
import { fitBaseline } from "../train/fit_baseline.ts";
import { readRegistered, type Registered } from "./candidate.ts";
import { decisionNote } from "./decision_note.ts";

/** Alias of the last version that did not pass. */
export const REFUSED_ALIAS = "refused";

/** Between what a run says of itself and what the gates found. */
const NOTE_MARK = "\n\n---\n\n";

export interface PromoteCandidateOptions {
  readonly registry: ModelRegistry;
  /** The alias that is at stake: `champion`. */
  readonly alias: string;
  /** Events of which those are taken that neither model has learned from. */
  readonly source: EventSource;
  /** How events are read and cleaned, and the gates. */
  readonly params: Pick<Params, "events" | "prepare" | "evaluate" | "promote">;
  /** Of the bootstrap. */
  readonly seed: number;
  /** Who asks, for the registry's history. */
  readonly by: string;
}

/** What came of it. */
export interface Promotion {
  /** Absent where the candidate had the alias before. */
  readonly decision?: Decision;
  readonly isPromoted: boolean;
  /** The version that had the alias before; null: none. */
  readonly previous: number | null;
}

/**
 * Judges a candidate and gives it the alias, or the alias `refused` where it did
 * not pass. The alias is not moved where somebody else has moved it meanwhile.
 */
export async function promoteCandidate(
  candidate: Registered,
  options: PromoteCandidateOptions,
): Promise<Promotion> {
  const { registry, alias, source, params, seed, by } = options;
  const { name, version, description } = candidate.version;
  const current = await registry.byAlias(name, alias);
  const previous = current?.version ?? null;
  if (previous === version) return { isPromoted: true, previous };
  const champion = current && await readRegistered(registry, current);
  const window = await readEventWindow(source, {
    ...params,
    ...(hasTimes(params.events) && {
      afterMs: Math.max(
        candidate.archive.learned?.toMs ?? -Infinity,
        champion?.archive.learned?.toMs ?? -Infinity,
      ),
    }),
  });
  const decision = await judgeCandidate(candidate.archive, {
    window,
    champion: champion?.archive,
    baselines: () => fitBaselines(candidate, params.evaluate),
    params,
    seed,
  });
  const { isPassed, why } = decision;
  await (isPassed
    ? registry.setAlias(name, alias, version, { by, why, expected: previous })
    : registry.setAlias(name, REFUSED_ALIAS, version, { by, why }));
  await registry.describe(
    name,
    version,
    `${description.split(NOTE_MARK)[0]}${NOTE_MARK}${decisionNote(decision)}`,
  );
  return { decision, isPromoted: isPassed, previous };
}

/** The baselines of the dataset that the candidate has learned from. */
async function fitBaselines(
  { config, version }: Registered,
  params: Params["evaluate"],
): Promise<Recommender[]> {
  const dataset = await readDataset(config.data);
  if (dataset.digest !== config.digest) {
    throw new InputError(
      `${config.data} is not the dataset that run ${version.run} learned from, and baselines are fitted on that: prepare it again`,
    );
  }
  return params.baselines.map((name) => fitBaseline(name, dataset, params));
}
