import type { Sequences } from "../features/sequences.ts";

/** Which items a session is to be shown. */
export interface ScoreOptions {
  /** How many items; fewer come where fewer may be recommended. */
  readonly k: number;
  /** Indices of items that must not come. */
  readonly excluded?: ReadonlySet<number> | undefined;
  /** Indices of the only items that may come. @default {all} */
  readonly candidates?: ReadonlySet<number> | undefined;
  /** By index, 0 where an item must not come: `[V]`. @default {all may} */
  readonly allowed?: Uint8Array | undefined;
}

/** The best items for a session. */
export interface ScoredItems {
  /** Indices into the vocabulary, best first. */
  readonly items: Int32Array;
  /** Share of each in a softmax over the whole catalogue. */
  readonly probabilities: Float32Array;
}

/** The network of one model version, as the server asks it. */
export interface Scorer {
  /**
   * Scores one encoded session of at least one event. Requests that arrive while
   * the network runs form the next batch.
   */
  score(session: Sequences, options: ScoreOptions): Promise<ScoredItems>;
  /** Waits for what was asked, then frees the network. */
  close(): Promise<void>;
}

/** What a run of the network was like, for the metrics. */
export interface BatchReport {
  /** Sessions in the batch. */
  readonly sessions: number;
  /** How long each session waited before the run: ms. */
  readonly waitedMs: readonly number[];
  /** How long the run took: ms. */
  readonly tookMs: number;
}

/** What is told of a network while it is there. */
export interface ScorerEvents {
  /** Called after every run of the network. */
  readonly onBatch: (report: BatchReport) => void;
  /** Called where its thread has died; another takes its place. */
  readonly onDeath: () => void;
}

/** What is told of a network, and where it computes. */
export interface ScorerOptions extends ScorerEvents {
  /** ONNX Runtime's execution providers, the first for all that it can do. @default {["cpu"]} */
  readonly providers?: readonly string[] | undefined;
}
