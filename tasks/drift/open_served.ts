import type { DriftSample } from "../../src/drift/drift_sample.ts";
import { askedSample, servedSample } from "../../src/drift/served_sample.ts";
import { cannotRead } from "../../src/events/read_text.ts";
import { readDataset } from "../../src/prepare/dataset.ts";

/** A dataset's training split, and what a server was asked since. */
export async function openServed(
  log: string,
  folder: string,
): Promise<[DriftSample, DriftSample]> {
  const { train, features } = await readDataset(folder);
  const text = await Deno.readTextFile(log).catch((error) => {
    throw cannotRead(log, error);
  });
  const name = `${folder}/train.parquet`;
  return [
    askedSample(train, { name, features }),
    servedSample(text, { name: log, features }),
  ];
}
