import { FIRST_INDEX, type Sequences } from "../../src/features/sequences.ts";
import type { KnownParts } from "../../src/model/add_known.ts";
import { itemPartTensors } from "../../src/model/compose_items.ts";
import { pickItemParts } from "../../src/model/item_parts.ts";
import { readNetworkColumns } from "../../src/model/network_columns.ts";
import {
  type PackedSessions,
  packSessions,
} from "../../src/model/packed_sessions.ts";
import type {
  NetworkInputs,
  NetworkTargets,
} from "../../src/model/network_batch.ts";
import type { SessionModel } from "../../src/model/session_model.ts";
import { FEATURE_TABLES } from "../../src/model/table_names.ts";
import { tf } from "../../src/tensor/runtime.ts";

/** Tensors of a few sessions, for whole tables; the caller disposes them. */
export function shopInputs(
  model: SessionModel,
  sequences: Sequences,
  sessions: readonly number[],
): { packed: PackedSessions; inputs: NetworkInputs } {
  const packed = packSessions(sequences, Int32Array.from(sessions));
  const { lookups, numbers } = readNetworkColumns(model, sequences, packed);
  const inputs: NetworkInputs = {
    counts: packed.counts,
    lookups: Object.fromEntries(
      Object.entries(lookups).map(([table, rows]) => [
        table,
        tf.tensor1d(rows, "int32"),
      ]),
    ),
    numbers: numbers && tf.tensor2d(numbers, [
      packed.events.length,
      numbers.length / packed.events.length,
    ]),
  };
  return { packed, inputs };
}

/** What is known of all items, by table; the caller disposes it. */
export function shopKnown(
  { knownItems, itemRows, tables }: SessionModel,
): KnownParts {
  if (knownItems === undefined) return {};
  const items = Int32Array.from({ length: itemRows }, (_, item) => item);
  return Object.fromEntries(
    Object.keys(FEATURE_TABLES).filter((table) => tables.has(table))
      .map((table) => [
        table,
        itemPartTensors(pickItemParts(knownItems, items)),
      ]),
  );
}

/**
 * What every slot predicts: among all items, or, with the logs of the chances
 * of the output table's first rows to be candidates, among its rows.
 */
export function shopTargets(
  model: SessionModel,
  sequences: Sequences,
  { packed, logInclusion }: {
    packed: PackedSessions;
    logInclusion?: readonly number[] | undefined;
  },
): NetworkTargets {
  const items = packed.events.map((event) => sequences.items[event + 1]!);
  const labels = logInclusion === undefined
    ? items.map((item) => item - FIRST_INDEX)
    : items;
  return {
    slots: undefined,
    labels: tf.tensor1d(labels, "int32"),
    logInclusion: logInclusion && tf.tensor1d([...logInclusion]),
    outputRows: logInclusion && model.sizes.items,
  };
}
