import { tf } from "../tensor/runtime.ts";
import { composeItems, itemPartTensors } from "./compose_items.ts";
import { FEATURE_TABLES } from "./table_names.ts";
import { type KnownItems, pickItemParts } from "./item_parts.ts";
import type { Values } from "./values.ts";

/** Items that are composed at a time: bounds memory. */
const ITEMS_AT_A_TIME = 65_536;

/**
 * Puts whole embeddings of all items, seen in training or not, into the place
 * of their own rows and of the tables of features. What it replaces is disposed.
 */
export function composeCatalogue(values: Values, known: KnownItems): Values {
  const composed: Record<string, tf.Tensor> = { ...values };
  for (const [table, features] of Object.entries(FEATURE_TABLES)) {
    const [own, rows] = [values[table], values[features]];
    if (own === undefined || rows === undefined) continue;
    composed[table] = composeTable(
      own as tf.Tensor2D,
      rows as tf.Tensor2D,
      known,
    );
    tf.dispose([own, rows]);
    delete composed[features];
  }
  return composed;
}

function composeTable(
  own: tf.Tensor2D,
  features: tf.Tensor2D,
  known: KnownItems,
): tf.Tensor2D {
  const V = known.offsets.length - 1;
  return tf.tidy(() => {
    const parts: tf.Tensor2D[] = [];
    for (let start = 0; start < V; start += ITEMS_AT_A_TIME) {
      const end = Math.min(V, start + ITEMS_AT_A_TIME);
      parts.push(tf.tidy(() => {
        const items = Int32Array.from(
          { length: end - start },
          (_, at) => start + at,
        );
        const tensors = itemPartTensors(pickItemParts(known, items));
        return composeItems(ownRows(own, start, end), features, tensors);
      }));
    }
    return parts.length === 1 ? parts[0]! : tf.concat(parts, 0);
  });
}

/** Rows of their own, zeros where items have none. */
function ownRows(own: tf.Tensor2D, start: number, end: number): tf.Tensor2D {
  const [rows, D] = own.shape;
  const first = Math.min(start, rows);
  const there = Math.min(end, rows) - first;
  const part = tf.slice(own, [first, 0], [there, D]);
  return tf.pad(part, [[0, end - start - there], [0, 0]]) as tf.Tensor2D;
}
