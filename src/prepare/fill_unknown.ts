import pl from "nodejs-polars";
import { UNKNOWN } from "../features/unknown.ts";
import type { CodedEvents } from "./code_events.ts";

/** (d) Unknown categories become the value "Unknown". */
export function fillUnknown(
  frame: pl.DataFrame,
  { categories, values }: Pick<CodedEvents, "categories" | "values">,
): pl.DataFrame {
  if (categories.length === 0) return frame;
  return frame.withColumns(...categories.map((name) => {
    const code = values[name]!.toArray().indexOf(UNKNOWN);
    return pl.when(pl.col(name).lt(pl.lit(0)))
      .then(pl.lit(code)).otherwise(pl.col(name)).cast(pl.Int32).alias(name);
  }));
}
