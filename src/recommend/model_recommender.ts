import {
  FIRST_INDEX,
  type Sequences,
  targetCount,
} from "../features/sequences.ts";
import { readNetworkColumns } from "../model/network_columns.ts";
import { networkInputs } from "../model/network_inputs.ts";
import type { PackedSessions } from "../model/packed_sessions.ts";
import type { SessionModel } from "../model/session_model.ts";
import type { Values } from "../model/values.ts";
import { tf } from "../tensor/runtime.ts";
import { packBatches } from "./pack_batches.ts";
import {
  rankCatalogue,
  type RankCatalogueOptions,
  type RankedCatalogue,
  type SeenItems,
} from "./rank_catalogue.ts";
import {
  type Predictions,
  type Ranking,
  type Recommender,
  type RecommendOptions,
} from "./recommender.ts";
import { sessionItems } from "./session_items.ts";

/**
 * A trained network as a recommender. Reads the model's parameters once; train
 * on, and a new one must be made. The model stays the caller's; dispose this.
 *
 * Before a session's first event its state is zero: all items tie (in lists the
 * more popular come first, as in the vocabulary), or rank by their bias where
 * the model has one.
 */
export class ModelRecommender implements Recommender {
  readonly name: string;
  readonly #model: SessionModel;
  readonly #values: Values;
  /**
   * Output embeddings of the items, ready for the inner product: `[V − 2, D]`;
   * where there is a trend, it is one more column.
   */
  readonly #items: tf.Tensor2D;

  /** Lets a model rank; it stays the caller's. */
  constructor(model: SessionModel, name = "gru") {
    this.name = name;
    this.#model = model;
    this.#values = model.readAll();
    this.#items = tf.tidy(() => {
      const output = this.#values[model.outputTable] as tf.Tensor2D;
      const items = model.items(tf.slice(output, [FIRST_INDEX, 0], [-1, -1]));
      if (model.trend === undefined) return items;
      const trend = model.trend.subarray(FIRST_INDEX);
      return tf.concat([items, tf.tensor2d(trend, [trend.length, 1])], 1);
    });
  }

  async predict(sequences: Sequences, k: number): Promise<Predictions> {
    const width = Math.min(k, this.#items.shape[0]);
    const count = targetCount(sequences);
    const ranks = new Int32Array(count);
    const top = new Int32Array(count * width);
    const scores = new Float32Array(count * width);
    const numbers = numberTargets(sequences);
    const starts = sessionStarts(sequences);
    const before = (event: number) => [
      ...new Set(sequences.items.subarray(starts[event]!, event)),
    ];
    /** Ranks the catalogue for the events, by vectors in their order. */
    const rank = async (vectors: tf.Tensor2D, events: readonly number[]) => {
      const labels = events.map((event) => sequences.items[event]!);
      const seen = this.#seen(events, before);
      const ranked = await this.#rank(vectors, { k: width, labels, seen });
      events.forEach((event, row) => {
        const target = numbers[event]!;
        ranks[target] = ranked.ranks[row]!;
        top.set(rowOf(ranked.items, row, width), target * width);
        scores.set(rowOf(ranked.scores, row, width), target * width);
      });
    };
    const first = firstTargets(sequences);
    if (first.length > 0) await rank(this.#encodeEmpty(first.length), first);
    for (const packed of packBatches(sequences, { readLast: false })) {
      const slots = [...packed.events.keys()].filter((p) =>
        sequences.targets[packed.events[p]! + 1] === 1
      );
      await rank(
        this.#encode(sequences, packed, slots),
        slots.map((p) => packed.events[p]! + 1),
      );
      // Lets timers and signals be heard between batches.
      await new Promise((resolve) => setTimeout(resolve));
    }
    return { ranks, top, scores, k: width };
  }

  async recommend(
    sequences: Sequences,
    { k, excludeSeen = false }: RecommendOptions,
  ): Promise<Ranking[]> {
    const rankings: Ranking[] = [];
    const rank = async (vectors: tf.Tensor2D, sessions: readonly number[]) => {
      const held = (session: number) => sessionItems(sequences, session);
      const excluded = sessions.map((session) =>
        excludeSeen ? held(session) : new Set<number>()
      );
      const spare = Math.max(0, ...excluded.map((it) => it.size));
      const width = Math.min(k + spare, this.#items.shape[0]);
      const seen = this.#seen(sessions, (session) => [...held(session)]);
      const { items, scores } = await this.#rank(vectors, { k: width, seen });
      sessions.forEach((session, row) => {
        const places = [...rowOf(items, row, width).keys()]
          .map((place) => row * width + place)
          .filter((place) => !excluded[row]!.has(items[place]!)).slice(0, k);
        rankings[session] = {
          items: Int32Array.from(places, (place) => items[place]!),
          scores: Float32Array.from(places, (place) => scores[place]!),
        };
      });
    };
    const empty = emptySessions(sequences);
    if (empty.length > 0) await rank(this.#encodeEmpty(empty.length), empty);
    for (const packed of packBatches(sequences, { readLast: true })) {
      const lastSlots = new Map<number, number>();
      packed.sessions.forEach((session, p) => lastSlots.set(session, p));
      await rank(
        this.#encode(sequences, packed, [...lastSlots.values()]),
        [...lastSlots.keys()],
      );
    }
    return rankings;
  }

  /** Frees its tensors. */
  dispose(): void {
    tf.dispose([this.#items, this.#values]);
  }

  /** What each row's session holds, where the model's scores depend on it. */
  #seen(
    rows: readonly number[],
    itemsOf: (row: number) => readonly number[],
  ): SeenItems | undefined {
    const score = this.#model.params.seenScore;
    return score === 0 ? undefined : { items: rows.map(itemsOf), score };
  }

  /** Ranks the catalogue; disposes the vectors. */
  async #rank(
    vectors: tf.Tensor2D,
    options: RankCatalogueOptions,
  ): Promise<RankedCatalogue> {
    const whole = this.#model.trend === undefined
      ? vectors
      : tf.tidy(() => tf.concat([vectors, tf.ones([vectors.shape[0], 1])], 1));
    try {
      return await rankCatalogue(whole as tf.Tensor2D, this.#items, options);
    } finally {
      tf.dispose([whole, vectors]);
    }
  }

  /** Vectors of sessions before their first event: `[N, D]`. */
  #encodeEmpty(count: number): tf.Tensor2D {
    return tf.tidy(() =>
      tf.tile(this.#model.encodeEmpty(this.#values), [count, 1])
    );
  }

  /** Session vectors at the slots: `[N, D]`. */
  #encode(
    sequences: Sequences,
    packed: PackedSessions,
    slots: number[],
  ): tf.Tensor2D {
    const columns = readNetworkColumns(this.#model, sequences, packed);
    return tf.tidy(() => {
      const states = this.#model.encode(
        this.#values,
        networkInputs(packed.counts, columns),
      );
      return tf.gather(states, tf.tensor1d(slots, "int32"));
    });
  }
}

function rowOf<T extends Int32Array | Float32Array>(
  values: T,
  row: number,
  width: number,
): T {
  return values.subarray(row * width, (row + 1) * width) as T;
}

/** Targets that begin their session: nothing comes before them. */
function firstTargets({ offsets, targets }: Sequences): number[] {
  return [...offsets.subarray(0, -1)].filter((event, session) =>
    event < offsets[session + 1]! && targets[event] === 1
  );
}

function emptySessions({ offsets }: Sequences): number[] {
  return [...offsets.subarray(0, -1).keys()].filter((session) =>
    offsets[session] === offsets[session + 1]
  );
}

/** Number of each target among the targets, by event. */
function numberTargets({ targets }: Sequences): Int32Array {
  let count = 0;
  return Int32Array.from(targets, (target) => target === 1 ? count++ : -1);
}

/** First event of each event's session, by event. */
function sessionStarts({ offsets, items }: Sequences): Int32Array {
  const starts = new Int32Array(items.length);
  for (let session = 0; session + 1 < offsets.length; session++) {
    starts.fill(offsets[session]!, offsets[session], offsets[session + 1]);
  }
  return starts;
}
