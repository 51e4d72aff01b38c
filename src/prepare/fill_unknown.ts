import type pl from "nodejs-polars";
import { UNKNOWN } from "../features/unknown.ts";
import type { CodedEvents } from "./code_events.ts";
import { int32Column, withColumn } from "./columns.ts";

/** (d) Unknown categories become the value "Unknown". */
export function fillUnknown(
  frame: pl.DataFrame,
  { categories, values }: Pick<CodedEvents, "categories" | "values">,
): pl.DataFrame {
  return categories.reduce((filled, name) => {
    const codes = int32Column(frame, name);
    if (!codes.some((code) => code < 0)) return filled;
    const unknown = values[name]!.toArray().indexOf(UNKNOWN);
    for (let row = 0; row < codes.length; row++) {
      if (codes[row]! < 0) codes[row] = unknown;
    }
    return withColumn(filled, name, codes);
  }, frame);
}
