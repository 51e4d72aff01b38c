import type { tf } from "../tensor/runtime.ts";
import { composeItems, type ItemPartTensors } from "./compose_items.ts";
import { FEATURE_TABLES } from "./table_names.ts";
import type { Values } from "./values.ts";

/** By table of items, what is known of the rows that a batch needs. */
export type KnownParts = Readonly<Record<string, ItemPartTensors>>;

/** The values with what is known of the items in their rows. */
export function addKnown(values: Values, known: KnownParts): Values {
  const rows = Object.entries(known).map(([table, parts]) => {
    const own = values[table] as tf.Tensor2D;
    const features = values[FEATURE_TABLES[table]!] as tf.Tensor2D;
    return [table, composeItems(own, features, parts)];
  });
  return { ...values, ...Object.fromEntries(rows) };
}
