import pl from "nodejs-polars";
import { type EventsParams, paramsSchema } from "../config.ts";
import { RESERVED_COLUMNS } from "./event.ts";

/** Options of {@link canonicalParams}. */
export interface CanonicalParamsOptions {
  /** Names of the text columns that are keys, no categories. */
  readonly keys: readonly string[];
}

/** Parameters by which a canonical frame, written as Parquet, is read again. */
export function canonicalParams(
  frame: pl.DataFrame,
  { keys }: CanonicalParamsOptions,
): Extract<EventsParams, { format: "parquet" }> {
  const has = (name: string) => frame.columns.includes(name);
  const extra = frame.columns.filter((name) =>
    !(RESERVED_COLUMNS as readonly string[]).includes(name)
  );
  const isNumber = (name: string) =>
    frame.getColumn(name).dtype.equals(pl.Float64);
  const same = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name, name]));
  const events = paramsSchema.shape.events.parse({
    format: "parquet",
    columns: {
      ...same(["session", "user", "item"].filter(has)),
      time: { column: "time", format: "epoch_ms" },
      ...(has("cart") ? { event: { column: "cart", cart: "true" } } : {}),
      numbers: same(extra.filter(isNumber)),
      keys: same(extra.filter((it) => !isNumber(it) && keys.includes(it))),
      categories: same(
        extra.filter((it) => !isNumber(it) && !keys.includes(it)),
      ),
    },
  });
  return events as Extract<EventsParams, { format: "parquet" }>;
}
