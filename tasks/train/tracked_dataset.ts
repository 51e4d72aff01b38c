import { z } from "zod";
import { mapValues } from "../../src/features/map_values.ts";
import { presetName } from "../../src/track/preset_name.ts";
import type { TrackedDataset } from "../../src/track/run_record.ts";

/** What is told of features.json; its vocabularies' values may be millions. */
const featuresSchema = z.object({
  item: z.object({ type: z.string() }),
  user: z.object({ type: z.string() }).nullable(),
  categories: z.record(z.string(), z.object({ type: z.string() })),
  numbers: z.record(z.string(), z.unknown()),
});

const reportSchema = z.object({
  splits: z.record(z.string(), z.record(z.string(), z.number())),
});

/** A prepared dataset as trackers show it: columns, and sizes of its splits. */
export async function trackedDataset(
  { preset, data, digest }: { preset: string; data: string; digest: string },
): Promise<TrackedDataset> {
  const features = featuresSchema.parse(await read(`${data}/features.json`));
  const { splits } = reportSchema.parse(await read(`${data}/report.json`));
  const typeOf = ({ type }: { type: string }) =>
    type === "integer" ? "long" : "string";
  return {
    name: presetName({ experiment: preset }),
    digest,
    source: data,
    columns: {
      time: "long",
      item: typeOf(features.item),
      ...(features.user === null ? {} : { user: typeOf(features.user) }),
      cart: "boolean",
      ...mapValues(features.categories, typeOf),
      ...mapValues(features.numbers, () => "double"),
    },
    sizes: Object.fromEntries(
      Object.entries(splits).flatMap(([split, counts]) =>
        Object.entries(counts).map((
          [what, count],
        ) => [`${split}.${what}`, count])
      ),
    ),
  };
}

async function read(path: string): Promise<unknown> {
  return JSON.parse(await Deno.readTextFile(path));
}
