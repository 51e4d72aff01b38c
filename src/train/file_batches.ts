import type { TrainParams } from "../config.ts";
import { joinSequences } from "../features/join_sequences.ts";
import { selectSessions } from "../features/select_sessions.ts";
import type { Sequences } from "../features/sequences.ts";
import type { ModelLayout } from "../model/model_layout.ts";
import { FrameReleaser } from "../prepare/frame_releaser.ts";
import {
  type SplitBlock,
  SplitReader,
  type SplitSource,
} from "../prepare/split_reader.ts";
import { seededPrng, shuffle } from "../random.ts";
import type { Batch } from "./batch.ts";
import { Batches, countItems, sessionsWithTargets } from "./batches.ts";

/** Places of the split that the sessions in memory come from. */
const PLACES = 16;

/**
 * Batches of a split that stays on disk: memory holds `train.shuffleBuffer`
 * sessions, whatever the split's size. Each time they are used up, blocks of
 * neighbouring sessions are read from places drawn over the whole split, and
 * their sessions shuffled. What a batch holds depends on the seed, the epoch and
 * the step alone; steps are cheapest in their order.
 */
export class FileBatches {
  /** Batches in an epoch. */
  readonly count: number;
  readonly #model: ModelLayout;
  readonly #params: TrainParams;
  readonly #reader: SplitReader;
  readonly #blocks: readonly SplitBlock[];
  readonly #support: Float64Array;
  #epoch: EpochState | undefined;
  readonly #releaser = new FrameReleaser();

  private constructor(
    model: ModelLayout,
    params: TrainParams,
    { reader, blocks, support, sessions }: Counted,
  ) {
    this.#model = model;
    this.#params = params;
    this.#reader = reader;
    this.#blocks = blocks;
    this.#support = support;
    this.count = Math.ceil(sessions / params.batchSize);
  }

  /** Reads the split once, to count its sessions and items. */
  static async open(
    model: ModelLayout,
    source: SplitSource,
    params: TrainParams,
  ): Promise<FileBatches> {
    const reader = new SplitReader(source);
    const blocks = await reader.blocks(
      Math.ceil(params.shuffleBuffer! / PLACES),
    );
    const { items } = model.sizes;
    const support = new Float64Array(items);
    const releaser = new FrameReleaser();
    let sessions = 0;
    for (const block of blocks) {
      const train = reader.read([block]);
      countItems(train, items, support);
      sessions += sessionsWithTargets(train, params.maxEvents).length;
      await releaser.count(block.rows);
    }
    const counted = { reader, blocks, support, sessions };
    return new FileBatches(model, params, counted);
  }

  /** The batch of a step of an epoch, both from 0; one at a time. */
  async build(epoch: number, step: number): Promise<Batch> {
    if (this.#epoch?.epoch !== epoch || this.#epoch.step > step) {
      this.#epoch = this.#begin(epoch);
    }
    const state = this.#epoch;
    while (state.step < step) await this.#take(state);
    const sessions = await this.#take(state);
    return state.batches!.buildOf(sessions, [this.#params.seed, epoch, step]);
  }

  #begin(epoch: number): EpochState {
    const { seed, order } = this.#params;
    const blocks = Int32Array.from(this.#blocks.keys());
    if (order === "shuffled") shuffle(blocks, seededPrng(seed, epoch));
    return {
      epoch,
      step: 0,
      blocks,
      read: 0,
      train: undefined,
      batches: undefined,
      order: new Int32Array(),
    };
  }

  /** The sessions of the next step, among those in memory. */
  async #take(state: EpochState): Promise<Int32Array> {
    const { batchSize } = this.#params;
    while (
      state.order.length < batchSize && state.read < state.blocks.length
    ) await this.#refill(state);
    const sessions = state.order.subarray(0, batchSize);
    state.order = state.order.subarray(batchSize);
    state.step++;
    return sessions;
  }

  /** What is left comes first, so that no batch but the last is short. */
  async #refill(state: EpochState): Promise<void> {
    const { seed } = this.#params;
    const blocks = [...state.blocks.subarray(state.read, state.read + PLACES)];
    const prng = seededPrng(seed, state.epoch, state.read);
    state.read += blocks.length;
    const fresh = this.#reader.read(
      blocks.map((block) => this.#blocks[block]!),
    );
    const left = state.order.length;
    state.train = left === 0
      ? fresh
      : joinSequences(selectSessions(state.train!, [...state.order]), fresh);
    state.batches = this.#batches(state.train);
    state.order = state.batches.sessions.slice();
    shuffle(state.order.subarray(left), prng);
    await this.#releaser.count(fresh.items.length);
  }

  #batches(train: Sequences): Batches {
    const support = this.#support;
    const params = { ...this.#params, order: "shuffled" as const };
    return new Batches(this.#model, train, params, { support });
  }
}

interface Counted {
  readonly reader: SplitReader;
  readonly blocks: readonly SplitBlock[];
  /** Training events of each item: `[V]`. */
  readonly support: Float64Array;
  /** How many have something to predict. */
  readonly sessions: number;
}

interface EpochState {
  readonly epoch: number;
  /** The step whose sessions come next. */
  step: number;
  /** The blocks in the epoch's order. */
  readonly blocks: Int32Array;
  /** How many blocks were read. */
  read: number;
  /** The sessions in memory. */
  train: Sequences | undefined;
  batches: Batches | undefined;
  /** Those of them that no batch has held yet. */
  order: Int32Array;
}
