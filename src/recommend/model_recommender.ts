import {
  FIRST_INDEX,
  type Sequences,
  sessionCount,
  targetCount,
} from "../features/sequences.ts";
import { readNetworkColumns } from "../model/network_columns.ts";
import { type PackedSessions, packSessions } from "../model/packed_sessions.ts";
import type { SessionModel, Values } from "../model/session_model.ts";
import { tf } from "../tensor/runtime.ts";
import {
  type Predictions,
  type Ranking,
  type Recommender,
  type RecommendOptions,
  UNSEEN_RANK,
} from "./recommender.ts";

/** Events that go through the network at a time: bounds memory. */
const EVENTS_AT_A_TIME = 4096;
/** Scores that are held at a time (4 bytes each): bounds memory. */
const SCORES_AT_A_TIME = 16_000_000;

/**
 * A trained network as a recommender. Reads the model's parameters once; train
 * on, and a new one must be made. The model stays the caller's; dispose this.
 */
export class ModelRecommender implements Recommender {
  readonly name: string;
  readonly #model: SessionModel;
  readonly #values: Values;
  /** Output embeddings of the items, ready for the inner product: `[V − 2, D]`. */
  readonly #items: tf.Tensor2D;

  constructor(model: SessionModel, name = "gru") {
    this.name = name;
    this.#model = model;
    this.#values = model.readAll();
    this.#items = tf.tidy(() => {
      const output = this.#values[model.outputTable] as tf.Tensor2D;
      return model.items(tf.slice(output, [FIRST_INDEX, 0], [-1, -1]));
    });
  }

  async predict(sequences: Sequences, k: number): Promise<Predictions> {
    const width = Math.min(k, this.#items.shape[0]);
    const count = targetCount(sequences);
    const ranks = new Int32Array(count);
    const top = new Int32Array(count * width);
    const numbers = numberTargets(sequences);
    for (const packed of packBatches(sequences, { readLast: false })) {
      const slots: number[] = [];
      for (let p = 0; p < packed.events.length; p++) {
        if (sequences.targets[packed.events[p]! + 1] === 1) slots.push(p);
      }
      const labels = slots.map((p) => sequences.items[packed.events[p]! + 1]!);
      const result = this.#rank(sequences, packed, { slots, labels, k: width });
      slots.forEach((p, row) => {
        const target = numbers[packed.events[p]! + 1]!;
        ranks[target] = result.ranks[row]!;
        top.set(
          result.items.subarray(row * width, (row + 1) * width),
          target * width,
        );
      });
      // Lets timers and signals be heard between batches.
      await Promise.resolve();
    }
    return { ranks, top, k: width };
  }

  recommend(
    sequences: Sequences,
    options: RecommendOptions,
  ): Promise<Ranking[]> {
    const rankings: Ranking[] = [];
    for (const packed of packBatches(sequences, { readLast: true })) {
      this.#recommendPacked(sequences, packed, options)
        .forEach((ranking, session) => rankings[session] = ranking);
    }
    return Promise.resolve(rankings);
  }

  dispose(): void {
    tf.dispose([this.#items, this.#values]);
  }

  #recommendPacked(
    sequences: Sequences,
    packed: PackedSessions,
    { k, excludeSeen = false }: RecommendOptions,
  ): Map<number, Ranking> {
    const lastSlots = new Map<number, number>();
    packed.sessions.forEach((session, p) => lastSlots.set(session, p));
    const sessions = [...lastSlots.keys()];
    const seen = sessions.map((session) =>
      excludeSeen ? sessionItems(sequences, session) : new Set<number>()
    );
    const spare = Math.max(...seen.map((it) => it.size));
    const width = Math.min(k + spare, this.#items.shape[0]);
    const { items, scores } = this.#rank(sequences, packed, {
      slots: [...lastSlots.values()],
      labels: undefined,
      k: width,
    });
    return new Map(sessions.map((session, row) => {
      const places = Array.from({ length: width }, (_, i) => row * width + i)
        .filter((place) => !seen[row]!.has(items[place]!)).slice(0, k);
      return [session, {
        items: Int32Array.from(places, (place) => items[place]!),
        scores: Float32Array.from(places, (place) => scores[place]!),
      }];
    }));
  }

  /** Ranks the catalogue at some slots of a packed batch. */
  #rank(
    sequences: Sequences,
    packed: PackedSessions,
    options: { slots: number[]; labels: number[] | undefined; k: number },
  ) {
    const { slots, labels, k } = options;
    const ranks = new Int32Array(slots.length);
    const items = new Int32Array(slots.length * k);
    const scores = new Float32Array(slots.length * k);
    const encoded = this.#encode(sequences, packed, slots);
    const rowsAtATime = Math.max(
      1,
      Math.floor(SCORES_AT_A_TIME / this.#items.shape[0]),
    );
    for (let start = 0; start < slots.length; start += rowsAtATime) {
      const rows = Math.min(rowsAtATime, slots.length - start);
      tf.tidy(() => {
        const part = tf.slice(encoded, [start, 0], [rows, -1]);
        const logits: tf.Tensor2D = tf.matMul(
          part as tf.Tensor2D,
          this.#items,
          false,
          true,
        );
        const best = tf.topk(logits, k);
        const indices = best.indices.dataSync() as Int32Array;
        items.set(indices.map((index) => index + FIRST_INDEX), start * k);
        scores.set(best.values.dataSync() as Float32Array, start * k);
        if (labels !== undefined) {
          ranks.set(
            rankLabels(logits, labels.slice(start, start + rows)),
            start,
          );
        }
      });
    }
    encoded.dispose();
    return { ranks, items, scores };
  }

  /** Session vectors at the slots: `[N, D]`. */
  #encode(
    sequences: Sequences,
    packed: PackedSessions,
    slots: number[],
  ): tf.Tensor2D {
    const columns = readNetworkColumns(this.#model, sequences, packed);
    const events = packed.events.length;
    return tf.tidy(() => {
      const lookups = Object.fromEntries(
        Object.entries(columns.lookups).map(([table, rows]) => [
          table,
          tf.tensor1d(rows, "int32"),
        ]),
      );
      const numbers = columns.numbers &&
        tf.tensor2d(columns.numbers, [events, columns.numbers.length / events]);
      const states = this.#model.encode(
        this.#values,
        { counts: packed.counts, lookups, numbers },
      );
      return tf.gather(states, tf.tensor1d(slots, "int32"));
    });
  }
}

/** Rank of one item a row: how many items score at least as much as it does. */
function rankLabels(logits: tf.Tensor2D, labels: number[]): Int32Array {
  const columns = labels.map((item) => Math.max(0, item - FIRST_INDEX));
  const places = tf.tensor2d(
    columns.flatMap((column, row) => [row, column]),
    [labels.length, 2],
    "int32",
  );
  const scores = tf.expandDims(tf.gatherND(logits, places), 1); // [N, 1]
  const reached = tf.sum(tf.cast(tf.greaterEqual(logits, scores), "int32"), 1);
  const ranks = reached.dataSync() as Int32Array;
  return ranks.map((rank, row) =>
    labels[row]! < FIRST_INDEX ? UNSEEN_RANK : rank
  );
}

/** Number of each target among the targets, by event. */
function numberTargets({ targets }: Sequences): Int32Array {
  let count = 0;
  return Int32Array.from(targets, (target) => target === 1 ? count++ : -1);
}

function sessionItems(sequences: Sequences, session: number): Set<number> {
  const { offsets, items } = sequences;
  return new Set(items.subarray(offsets[session]!, offsets[session + 1]!));
}

/** Packs all sessions, those of like length together. */
function* packBatches(
  sequences: Sequences,
  options: { readLast: boolean },
): Generator<PackedSessions> {
  const { offsets } = sequences;
  const length = (session: number) => offsets[session + 1]! - offsets[session]!;
  const order = Int32Array.from(
    { length: sessionCount(sequences) },
    (_, i) => i,
  )
    .sort((a, b) => length(a) - length(b));
  let start = 0;
  let events = 0;
  for (let i = 0; i < order.length; i++) {
    events += length(order[i]!);
    if (events >= EVENTS_AT_A_TIME || i === order.length - 1) {
      const packed = packSessions(
        sequences,
        order.subarray(start, i + 1),
        options,
      );
      if (packed.events.length > 0) yield packed;
      start = i + 1;
      events = 0;
    }
  }
}
