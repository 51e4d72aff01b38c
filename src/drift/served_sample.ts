import { InputError } from "../errors.ts";
import type { FeatureSet } from "../features/feature_set.ts";
import type { Sequences } from "../features/sequences.ts";
import {
  featuresDigest,
  type ServedSession,
  servedSessionSchema,
} from "../features/served_session.ts";
import type { DriftSample } from "./drift_sample.ts";
import { sampleOfSequences } from "./sample_of_sequences.ts";

/** What {@link servedSample} and {@link askedSample} need to know. */
export interface ServedSampleOptions {
  /** What the log is called: its path. */
  readonly name: string;
  /** Of the dataset that the served model was trained on. */
  readonly features: FeatureSet;
}

/** How a user's kind stands among encoded users. */
const USERS = { anonymous: 0, new: 2, known: 2 } as const;

/**
 * What a server was asked, as its log of requests has it: of each request the
 * last event, which was new then, and how many there were so far. Requests of
 * one visit count as one session; those of models with other features are left
 * out.
 *
 * @param text Lines of JSON (served_session.ts); half a line at the end is left
 * out, for the server may be writing it.
 * @throws {InputError} naming the line that is no such session, or where there
 * is none of this dataset.
 */
export function servedSample(
  text: string,
  { name, features }: ServedSampleOptions,
): DriftSample {
  const digest = featuresDigest(features);
  const requests = parseLines(text, name);
  const own = requests.filter((it) => it.features === digest);
  if (own.length === 0) {
    throw new InputError(
      requests.length === 0
        ? `${name} holds no request yet`
        : `${name} holds no request to a model of this dataset, but ${requests.length} to others`,
    );
  }
  const visits = [...Map.groupBy(own, (it) => it.visit).values()];
  const ordered = visits.flat();
  return {
    ...sampleOfSequences(lastEvents(visits, features), { name, features }),
    lengths: Float64Array.from(ordered, (it) => it.items.length),
  };
}

/**
 * Training as a server would have been asked: after every event, with those
 * before it.
 */
export function askedSample(
  sequences: Sequences,
  options: ServedSampleOptions,
): DriftSample {
  const { offsets, items } = sequences;
  const lengths = new Float64Array(items.length);
  for (let session = 0; session + 1 < offsets.length; session++) {
    const start = offsets[session]!;
    for (let at = start; at < offsets[session + 1]!; at++) {
      lengths[at] = at - start + 1;
    }
  }
  return { ...sampleOfSequences(sequences, options), lengths };
}

function parseLines(text: string, name: string): ServedSession[] {
  const lines = text.split("\n");
  lines.pop();
  return lines.map((line, at) => {
    try {
      return servedSessionSchema.parse(JSON.parse(line));
    } catch (cause) {
      throw new InputError(
        `${name}, line ${at + 1} is no request as deno task serve logs it`,
        { cause },
      );
    }
  });
}

function lastEvents(
  visits: readonly (readonly ServedSession[])[],
  { categories, numbers }: FeatureSet,
): Sequences {
  const requests = visits.flat();
  let end = 0;
  return {
    offsets: Int32Array.from([0, ...visits.map((it) => end += it.length)]),
    items: Int32Array.from(requests, (it) => it.items.at(-1)!),
    targets: new Uint8Array(requests.length),
    carts: Uint8Array.from(requests, (it) => it.carts.at(-1) ?? 0),
    times: Float64Array.from(requests, (it) => Date.parse(it.hour)),
    users: Int32Array.from(visits, ([first]) => USERS[first!.user]),
    categories: Object.fromEntries(
      Object.keys(categories).map((name) => [
        name,
        Int32Array.from(requests, (it) => it.categories[name]?.at(-1) ?? 1),
      ]),
    ),
    numbers: Object.fromEntries(
      Object.keys(numbers).map((name) => [
        name,
        Float32Array.from(requests, (it) => it.numbers[name]?.at(-1) ?? 0),
      ]),
    ),
  };
}
