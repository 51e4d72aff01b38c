import { type Archive, loadArchive } from "../../src/archive/load_archive.ts";
import { type JsonObject, resolveParams } from "../../src/config.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import { openSource } from "../../src/events/open_source.ts";
import { readOnce } from "../../src/events/read_once.ts";
import { withinTime } from "../../src/events/within_time.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import { readInstalled } from "../../src/setup/installed.ts";
import { localStore } from "../../src/track/local_store.ts";
import { readJson } from "../../tasks/preset.ts";
import { trainModel } from "../../tasks/retrain/train_model.ts";
import type { StageInput } from "../../tasks/stage.ts";
import { showTraining } from "../../tasks/train/show_training.ts";
import { startInstalledBackend } from "../installed_backend.ts";

export const DAY_MS = 86_400_000;
export const START_MS = Date.UTC(2024, 0, 1);

/** A demo shop that is trained in a second: 14 days. */
export const SMALL_SHOP = {
  events: { demo: { sessions: 1600, items: 80, users: 200, days: 14 } },
  model: { itemSize: 32, hiddenSize: 32, categorySize: 4 },
  train: { epochs: 4, learningRate: 0.01, negatives: 128, batchSize: 32 },
  evaluate: { baselines: ["popularity", "markov"] },
};

/** What a stage is given for a small demo shop. */
export async function shopInput(file: JsonObject = SMALL_SHOP) {
  await startInstalledBackend();
  const preset = await readJson("tasks/presets/demo.json");
  const params = resolveParams({ preset, file });
  const input: StageInput = {
    preset: "demo",
    params,
    resolveParams: () => Promise.resolve(params),
    overrideParams: (kept) => Promise.resolve(kept),
    backend: readInstalled(),
    flags: {},
    words: [],
    print: () => {},
    signal: new AbortController().signal,
  };
  return { input, source: readOnce(openSource(params.events)) };
}

/** Trains on the days from `from` to `to`, in a folder. */
export async function trainShop(
  { input, source }: { input: StageInput; source: EventSource },
  { from = 0, to, folder, start }: {
    from?: number;
    to: number;
    folder: string;
    start?: string;
  },
): Promise<{ archive: Archive; path: string; run: string }> {
  const day = (count: number) => START_MS + count * DAY_MS;
  const sources = {
    events: withinTime(source, { fromMs: day(from), toMs: day(to) }),
    test: withinTime(source, { fromMs: day(to), toMs: day(to + 1) }),
  };
  const data = `${folder}/data-${from}-${to}`;
  const { digest } = await prepareDataset(sources, input.params, {
    folder: data,
  });
  const trained = await trainModel(input, {
    data,
    digest,
    store: localStore(`${folder}/runs`),
    shown: showTraining(1, { write: () => {} }),
    ...(start && { start }),
  });
  const { archive: path, run } = trained!;
  return { archive: await loadArchive(path), path, run };
}
