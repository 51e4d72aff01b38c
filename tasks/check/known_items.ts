import { OOV } from "../../src/features/sequences.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";

/** Tells whether a dataset's training knows an item; undefined without one. */
export async function knownItems(
  folder: string,
): Promise<((item: string) => boolean) | undefined> {
  const path = `${folder}/features.json`;
  try {
    const { item } = FeatureSet.parse(await Deno.readTextFile(path), path);
    return (value) => item.index(value) !== OOV;
  } catch {
    return undefined;
  }
}
