import pl from "nodejs-polars";
import type { FeatureSet } from "../features/feature_set.ts";
import type { Sequences } from "../features/sequences.ts";
import {
  flagColumn,
  float32Column,
  float64Column,
  int32Column,
} from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";
import { splitParts } from "./split_chunks.ts";

/** Writes encoded sessions as Parquet, a row per event. */
export function writeSplit(path: string, split: Sequences): void {
  const { offsets, users, categories, numbers } = split;
  const session = new Int32Array(split.items.length);
  const user = new Int32Array(split.items.length);
  for (let s = 0; s < users.length; s++) {
    session.fill(s, offsets[s]!, offsets[s + 1]!);
    user.fill(users[s]!, offsets[s]!, offsets[s + 1]!);
  }
  pl.DataFrame([
    pl.Series("session", session),
    pl.Series("user", user),
    pl.Series("time", split.times).cast(pl.Int64),
    pl.Series("item", split.items),
    pl.Series("cart", split.carts).cast(pl.Bool),
    pl.Series("target", split.targets).cast(pl.Bool),
    ...Object.entries({ ...categories, ...numbers }).map(([name, values]) =>
      pl.Series(name, values)
    ),
  ]).writeParquet(path, { compression: "zstd" });
}

/** Reads what {@link writeSplit} wrote, or a folder of such files in order. */
export function readSplit(path: string, features: FeatureSet): Sequences {
  const parts = splitParts(path).map((part) => pl.readParquet(part));
  const frame = parts.length === 1 ? parts[0]! : pl.concat(parts).rechunk();
  return toSequences(frame, {
    categories: features.categoryNames,
    numbers: features.numberNames,
  });
}

/** The rows of a split as sequences, with these of its columns. */
export function toSequences(
  frame: pl.DataFrame,
  { categories, numbers }: {
    readonly categories: readonly string[];
    readonly numbers: readonly string[];
  },
): Sequences {
  const offsets = sessionOffsets(frame);
  const user = int32Column(frame, "user");
  return {
    offsets,
    items: int32Column(frame, "item"),
    targets: flagColumn(frame, "target"),
    carts: flagColumn(frame, "cart"),
    times: float64Column(frame, "time"),
    users: offsets.slice(0, -1).map((start) => user[start]!),
    categories: byName(categories, (name) => int32Column(frame, name)),
    numbers: byName(numbers, (name) => float32Column(frame, name)),
  };
}

function byName<T>(
  names: readonly string[],
  read: (name: string) => T,
): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}
