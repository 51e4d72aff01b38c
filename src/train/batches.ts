import type { TrainParams } from "../config.ts";
import {
  FIRST_INDEX,
  type Sequences,
  sessionCount,
} from "../features/sequences.ts";
import {
  type NetworkColumns,
  readNetworkColumns,
} from "../model/network_columns.ts";
import type { ModelLayout } from "../model/model_layout.ts";
import { packSessions } from "../model/packed_sessions.ts";
import { type Prng, seededPrng, shuffle } from "../random.ts";
import type { Batch } from "./batch.ts";
import { indexKnown } from "./index_known.ts";
import { NegativeSampler } from "./negatives.ts";
import { RowIndex } from "./row_index.ts";

/**
 * Least chance of a candidate that is corrected for: a rarer one would weigh so
 * much that 32-bit sums lose the others.
 */
const MIN_INCLUSION = 1e-4;

/**
 * Parts of an epoch in the order of time, each shuffled by itself: few enough
 * that a batch's sessions are not all of one hour.
 */
const TIME_PARTS = 32;

/** What batches need not count themselves. */
export interface BatchesOptions {
  /** Training events of each item: `[V]`. @default {those of the sequences} */
  readonly support?: Float64Array;
}

/**
 * Builds the batches of each epoch. What a batch holds depends on the seed, the
 * epoch and the step alone, so that training can resume anywhere.
 */
export class Batches {
  readonly #model: ModelLayout;
  readonly #train: Sequences;
  readonly #params: TrainParams;
  /** Sessions that hold a target, by time where their order goes by it. */
  readonly #sessions: Int32Array;
  readonly #negatives: NegativeSampler;
  readonly #indexes: Map<string, RowIndex>;
  /** The order of the epoch that was asked for last. */
  #latest: { epoch: number; order: Int32Array } | undefined;

  /** Takes what batches are cut from. */
  constructor(
    model: ModelLayout,
    train: Sequences,
    params: TrainParams,
    { support }: BatchesOptions = {},
  ) {
    this.#model = model;
    this.#train = train;
    this.#params = params;
    this.#sessions = sessionsWithTargets(train, params.maxEvents);
    if (params.order === "recent_last") sortByTime(this.#sessions, train);
    this.#negatives = new NegativeSampler(
      support ?? countItems(train, model.sizes.items),
      params.negativesAlpha,
    );
    this.#indexes = new Map(
      [...model.tables].map(([name, { shape }]) => [
        name,
        new RowIndex(shape[0]!),
      ]),
    );
  }

  /** Batches in an epoch. */
  get count(): number {
    return Math.ceil(this.#sessions.length / this.#params.batchSize);
  }

  /** The sessions that hold a target. */
  get sessions(): Int32Array {
    return this.#sessions;
  }

  /** The batch of a step of an epoch, both from 0. */
  build(epoch: number, step: number): Batch {
    const { seed, batchSize } = this.#params;
    const start = step * batchSize;
    const sessions = this.#order(epoch).subarray(start, start + batchSize);
    return this.buildOf(sessions, [seed, epoch, step]);
  }

  /** The sessions of an epoch in its order. */
  #order(epoch: number): Int32Array {
    if (this.#latest?.epoch !== epoch) {
      const prng = seededPrng(this.#params.seed, epoch);
      this.#latest = { epoch, order: this.#shuffled(prng) };
    }
    return this.#latest!.order;
  }

  #shuffled(prng: Prng): Int32Array {
    const order = this.#sessions.slice();
    const part = this.#params.order === "shuffled"
      ? order.length
      : Math.ceil(order.length / TIME_PARTS);
    for (let start = 0; start < order.length; start += part) {
      shuffle(order.subarray(start, start + part), prng);
    }
    return order;
  }

  /** The batch of these sessions; the seeds choose its negatives. */
  buildOf(sessions: Int32Array, seeds: number[]): Batch {
    const { maxEvents, loss } = this.#params;
    const packed = packSessions(this.#train, sessions, { maxEvents });
    const columns = readNetworkColumns(this.#model, this.#train, packed);
    const { slots, targets } = this.#findTargets(packed.events);
    for (const index of this.#indexes.values()) index.clear();
    if (loss === "cross_entropy") {
      const labels = targets.map((item) => item - FIRST_INDEX);
      return {
        counts: packed.counts,
        ...this.#indexRows(columns, seeds, this.#model.outputTable),
        slots,
        labels,
        logInclusion: undefined,
        outputRows: undefined,
      };
    }
    const candidates = this.#chooseCandidates(targets, seeds);
    return {
      counts: packed.counts,
      ...this.#indexRows(columns, seeds),
      slots,
      ...candidates,
    };
  }

  /** The slots before a target, and the items that are the targets. */
  #findTargets(events: Int32Array) {
    const { targets, items } = this.#train;
    const slots: number[] = [];
    for (let p = 0; p < events.length; p++) {
      const next = events[p]! + 1;
      if (targets[next] === 1 && items[next]! >= FIRST_INDEX) slots.push(p);
    }
    return {
      slots: slots.length === events.length
        ? undefined
        : Int32Array.from(slots),
      targets: Int32Array.from(slots, (p) => items[events[p]! + 1]!),
    };
  }

  /**
   * Candidates come first among the output rows, then the other targets. The
   * batch's targets are no candidates for one another: those of one session come
   * together far more often than their support says, and no correction knows.
   */
  #chooseCandidates(targets: Int32Array, seeds: number[]) {
    const { negatives } = this.#params;
    const index = this.#indexes.get(this.#model.outputTable)!;
    const prng = seededPrng(...seeds);
    for (const item of this.#negatives.draw(negatives, prng)) index.add(item);
    const logInclusion = Float32Array.from(index.rows(), (item) => {
      const missed = negatives * Math.log1p(-this.#negatives.chances[item]!);
      return Math.log(Math.max(-Math.expm1(missed), MIN_INCLUSION));
    });
    const labels = targets.map((item) => index.add(item));
    return { labels, logInclusion, outputRows: index.size };
  }

  #indexRows(
    { lookups, numbers }: NetworkColumns,
    seeds: readonly number[],
    whole?: string,
  ) {
    const local: Record<string, Int32Array> = {};
    const rows: Record<string, Int32Array> = {};
    for (const [table, values] of Object.entries(lookups)) {
      const index = this.#indexes.get(table)!;
      local[table] = table === whole
        ? values
        : values.map((value) => index.add(value));
    }
    const known = indexKnown(this.#model, this.#indexes, { whole, seeds });
    for (const [table, index] of this.#indexes) {
      if (table !== whole) rows[table] = index.rows();
    }
    return { lookups: local, rows, numbers, known };
  }
}

/** The sessions with something to predict among their last events. */
export function sessionsWithTargets(
  train: Sequences,
  maxEvents: number,
): Int32Array {
  const chosen: number[] = [];
  for (let session = 0; session < sessionCount(train); session++) {
    const end = train.offsets[session + 1]!;
    const start = Math.max(train.offsets[session]!, end - maxEvents);
    for (let event = start + 1; event < end; event++) {
      if (train.targets[event] === 1 && train.items[event]! >= FIRST_INDEX) {
        chosen.push(session);
        break;
      }
    }
  }
  return Int32Array.from(chosen);
}

/** Sorts sessions by the time of their last event. */
function sortByTime(
  sessions: Int32Array,
  { offsets, times }: Sequences,
): void {
  const endedAt = (session: number) => times[offsets[session + 1]! - 1]!;
  sessions.sort((a, b) => endedAt(a) - endedAt(b) || a - b);
}

/** Adds to the support where one is given. */
export function countItems(
  train: Sequences,
  items: number,
  support: Float64Array = new Float64Array(items),
): Float64Array {
  for (const item of train.items) support[item]!++;
  return support;
}
