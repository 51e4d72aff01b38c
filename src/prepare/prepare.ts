import type { EventsParams, PrepareParams } from "../config.ts";
import type { EventSource } from "../events/event_source.ts";
import {
  type Sequences,
  sessionCount,
  targetCount,
} from "../features/sequences.ts";
import { clean } from "./clean.ts";
import { type CodedEvents, codeEvents } from "./code_events.ts";
import { cutSessions } from "./cut_sessions.ts";
import { writeDataset } from "./dataset.ts";
import { digestDataset } from "./digest_dataset.ts";
import { fillUnknown } from "./fill_unknown.ts";
import {
  type EventSources,
  prepareKey,
  type PrepareParts,
} from "./prepare_key.ts";
import { releaseFrames } from "./release_frames.ts";
import { type MadeSplits, makeSplits } from "./make_splits.ts";
import {
  parsePrepareReport,
  PREPARE_FORMAT,
  type PrepareReport,
} from "./prepare_report.ts";
import { vocabularySizes } from "./vocabulary_sizes.ts";
import type { StepReport } from "./step_report.ts";

export type { EventSources };

/** Options of {@link prepareDataset}. */
export interface PrepareOptions {
  /** Where the dataset is written. */
  readonly folder: string;
  /** Called after each cleaning step of the events. */
  readonly onStep?: ((report: StepReport) => void) | undefined;
  /** Called when a part of the work is done: `read`, `code`, `clean`, …. */
  readonly onPart?: ((name: string) => void) | undefined;
  /** Ends the work when aborted, between two parts or steps of it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads events, cleans, splits, fits on the training split, encodes all splits
 * and writes them to a folder.
 *
 * @throws {InputError} for what is wrong with the input, the parameters or the
 * folder; the folder is then as it was.
 */
export async function prepareDataset(
  sources: EventSources,
  params: PrepareParts,
  options: PrepareOptions,
): Promise<PrepareReport> {
  const key = prepareKey(sources, params);
  // Whatever is wrong with a source, reading it says so too.
  key.catch(() => {});
  const report = await makeDataset(sources, params, { ...options, key });
  await releaseFrames(report.steps[0]!.rowsBefore);
  return report;
}

/**
 * As {@link prepareDataset}, but returns at once where the folder holds what
 * the same events and parameters gave.
 */
export async function prepareIfNeeded(
  sources: EventSources,
  params: PrepareParts,
  options: PrepareOptions,
): Promise<PrepareReport & { readonly reused: boolean }> {
  const path = `${options.folder}/report.json`;
  try {
    const report = parsePrepareReport(await Deno.readTextFile(path), path);
    if (report.key === await prepareKey(sources, params)) {
      return { ...report, reused: true };
    }
  } catch {
    // Absent, or of another format: it is made anew.
  }
  const report = await prepareDataset(sources, params, options);
  return { ...report, reused: false };
}

async function makeDataset(
  sources: EventSources,
  params: PrepareParts,
  { folder, key, onStep, signal, ...options }: PrepareOptions & {
    /** Made beside the reading: large files are digested by a worker. */
    readonly key: Promise<string>;
  },
): Promise<PrepareReport> {
  const steps: StepReport[] = [];
  const onPart = (name: string) => {
    options.onPart?.(name);
    signal?.throwIfAborted();
  };
  const { unusable, features, itemFeatures, ...splits } = await readSplits(
    sources,
    params,
    {
      onPart,
      onStep: (report) => {
        signal?.throwIfAborted();
        steps.push(report);
        onStep?.(report);
      },
    },
  );
  await releaseFrames(splits.train.items.length);
  const report = {
    formatVersion: PREPARE_FORMAT as typeof PREPARE_FORMAT,
    key: await key,
    digest: digestDataset(splits, features.serialize(), itemFeatures),
    unusable,
    steps,
    splits: {
      train: size(splits.train),
      validation: size(splits.validation),
      test: size(splits.test),
    },
    vocabularies: vocabularySizes(features),
    ...(itemFeatures && { itemFeatures: itemFeatures.features }),
  };
  onPart("digest");
  await writeDataset(folder, { ...splits, features, itemFeatures, report });
  options.onPart?.("write");
  return report;
}

/** In a function of its own, so that the frames can go when it returns. */
async function readSplits(
  sources: EventSources,
  params: PrepareParts,
  { onStep, onPart }: Pick<ReadOptions, "onStep" | "onPart">,
): Promise<MadeSplits & { readonly unusable: Record<string, number> }> {
  const prepare = effectiveParams(sources, params.prepare);
  const keys = keyColumns(params.events);
  const { events, unusable } = await readClean(sources.events, {
    prepare,
    keys,
    onPart,
    onStep,
  });
  const given = sources.test &&
    await readGiven(sources.test, { prepare, keys });
  const splits = await makeSplits(events, prepare, {
    ...{ given, onPart, catalogue: await sources.items?.read() },
  });
  return { ...splits, unusable };
}

function effectiveParams(
  sources: EventSources,
  params: PrepareParams,
): PrepareParams {
  if (sources.test === undefined) return params;
  return { ...params, split: { ...params.split, by: "given" } };
}

function keyColumns(events: EventsParams): readonly string[] {
  return "columns" in events ? Object.keys(events.columns.keys) : [];
}

interface ReadOptions {
  readonly prepare: PrepareParams;
  readonly keys: readonly string[];
  readonly onStep: (report: StepReport) => void;
  readonly onPart: (name: string) => void;
}

/** In a function of its own, so that the raw frames can go when it returns. */
async function readClean(
  source: EventSource,
  { prepare, keys, onStep, onPart }: ReadOptions,
): Promise<{ events: CodedEvents; unusable: Record<string, number> }> {
  const { coded, unusable } = await readCoded(source, { keys, onPart });
  await releaseFrames(coded.frame.height);
  const events = await clean(coded, prepare, { onStep });
  await releaseFrames(coded.frame.height);
  onPart("clean");
  return { events, unusable };
}

async function readCoded(
  source: EventSource,
  { keys, onPart }: Pick<ReadOptions, "keys" | "onPart">,
): Promise<{ coded: CodedEvents; unusable: Record<string, number> }> {
  const { frame, dropped } = await source.read();
  onPart("read");
  const coded = await codeEvents(frame, { keys });
  onPart("code");
  return { coded, unusable: { ...dropped } };
}

/**
 * A test set that names its targets is a protocol: no row of it is dropped. Of
 * any, no item is dropped for being rare: it is too short to tell.
 */
async function readGiven(
  source: EventSource,
  { prepare, keys }: Pick<ReadOptions, "prepare" | "keys">,
): Promise<CodedEvents> {
  const events = await codeEvents((await source.read()).frame, { keys });
  if (!events.frame.columns.includes("target")) {
    return await clean(events, { ...prepare, minItemSupport: 1 });
  }
  const sorted = cutSessions(events.frame, {
    gapMinutes: prepare.sessionGapMinutes,
  });
  return { ...events, frame: fillUnknown(sorted, events) };
}

function size(split: Sequences) {
  return {
    sessions: sessionCount(split),
    events: split.items.length,
    targets: targetCount(split),
  };
}
