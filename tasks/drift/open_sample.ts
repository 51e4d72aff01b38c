import { InputError } from "../../src/errors.ts";
import type { DriftSample } from "../../src/drift/drift_sample.ts";
import { sampleOfEvents } from "../../src/drift/sample_of_events.ts";
import { sampleOfSequences } from "../../src/drift/sample_of_sequences.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { SPLITS } from "../../src/prepare/dataset_splits.ts";
import { readSplit } from "../../src/prepare/split_file.ts";
import { openInput } from "../dataset_input.ts";
import type { StageInput } from "../stage.ts";

/**
 * The sessions at an address: a prepared dataset (its training split, or the
 * split that is named, `data/shop/test.parquet`), or events as `--input` takes
 * them, cleaned by the parameters.
 *
 * @throws {InputError} where nothing can be read there.
 */
export async function openSample(
  address: string,
  input: StageInput,
): Promise<DriftSample> {
  const path = address.replace(/(?<=.)\/+$/, "");
  const split = SPLITS.find((it) => path.endsWith(`/${it}.parquet`));
  const folder = split === undefined
    ? path
    : path.slice(0, -`/${split}.parquet`.length);
  const features = await readFeatures(`${folder}/features.json`);
  return features === undefined
    ? await openEvents(address, input)
    : openDataset(`${folder}/${split ?? "train"}.parquet`, features);
}

/** Undefined where there is no such file: then it is no prepared dataset. */
async function readFeatures(path: string): Promise<FeatureSet | undefined> {
  try {
    return FeatureSet.parse(await Deno.readTextFile(path), path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return undefined;
  }
}

function openDataset(path: string, features: FeatureSet): DriftSample {
  try {
    return sampleOfSequences(readSplit(path, features), {
      name: path,
      features,
    });
  } catch (cause) {
    throw new InputError(`${path} cannot be read: prepare the data again`, {
      cause,
    });
  }
}

async function openEvents(
  address: string,
  input: StageInput,
): Promise<DriftSample> {
  const { source, events } = await openInput({
    ...input,
    flags: { ...input.flags, input: address },
  });
  const { frame } = await source.read();
  return await sampleOfEvents(frame, {
    name: source.name,
    prepare: input.params.prepare,
    keys: "columns" in events ? Object.keys(events.columns.keys) : [],
  });
}
