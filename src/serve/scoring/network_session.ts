import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { ScoredItems, ScoreOptions } from "../scorer.ts";
import { loadOnnxRuntime, type OnnxRuntime } from "./load_onnx_runtime.ts";
import type { PaddedSessions } from "./pad_sessions.ts";
import { selectItems } from "./select_items.ts";

/** A scoring graph and its weights, as an archive holds them. */
export interface NetworkFiles {
  /** Bytes of graph.onnx. */
  readonly graph: Uint8Array;
  /** Bytes of weights.safetensors. */
  readonly weights: Uint8Array;
}

/** Options of {@link NetworkSession}. */
export interface NetworkSessionOptions {
  /**
   * Threads that compute. More than one gain little for networks of this size,
   * and burn the time in which requests are read. @default {1}
   */
  readonly threads?: number;
  /** ONNX Runtime's execution providers, the first that is there. @default {["cpu"]} */
  readonly providers?: readonly string[];
}

/** Longer lists are chosen from all scores, as sorting them is dear there too. */
const MAX_LISTED = 256;

/**
 * A scoring graph, loaded in ONNX Runtime. Its runs block: it belongs into a
 * worker.
 */
export class NetworkSession {
  readonly #runtime: OnnxRuntime;
  readonly #session: InferenceSession;

  private constructor(runtime: OnnxRuntime, session: InferenceSession) {
    this.#runtime = runtime;
    this.#session = session;
  }

  /** Rejects where ONNX Runtime does not take the graph. */
  static async open(
    { graph, weights }: NetworkFiles,
    { threads = 1, providers = ["cpu"] }: NetworkSessionOptions = {},
  ): Promise<NetworkSession> {
    const runtime = await loadOnnxRuntime();
    const session = await runtime.InferenceSession.create(graph, {
      externalData: [{ path: "weights.safetensors", data: weights }],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionProviders: [...providers],
      // What fails is thrown: it need not be printed too.
      logSeverityLevel: 4,
    });
    return new NetworkSession(runtime, session);
  }

  /** The best items for each session, which may be asked for differently. */
  async run(
    sessions: PaddedSessions,
    asked: readonly ScoreOptions[],
  ): Promise<ScoredItems[]> {
    const listed = asked.map((options) => listLength(options));
    const lengths = listed.filter((length) => length !== undefined);
    const k = Math.max(1, ...lengths);
    const isListed = lengths.length === asked.length;
    const outputs = await this.#session.run(this.#feeds(sessions, k), [
      "top_items",
      "top_scores",
      "top_probabilities",
      ...(isListed ? [] : ["scores"]),
    ]);
    const lists = readLists(outputs as unknown as Outputs);
    const all = outputs.scores?.data as Float32Array | undefined;
    return asked.map((options, row) =>
      listed[row] === undefined
        ? chooseFromAll(rowOf(all!, row, asked.length), options, lists[row]!)
        : chooseFromList(lists[row]!, options)
    );
  }

  /** Frees the network. */
  async close(): Promise<void> {
    await this.#session.release();
  }

  #feeds(
    { B, T, items, lengths, users, categories, numbers }: PaddedSessions,
    k: number,
  ): Record<string, Tensor> {
    const { Tensor } = this.#runtime;
    const int32 = (data: Int32Array, shape: number[]) =>
      new Tensor("int32", data, shape);
    const feeds: Record<string, Tensor> = {};
    for (const name of this.#session.inputNames) {
      if (name === "k") {
        feeds[name] = new Tensor("int64", BigInt64Array.of(BigInt(k)), [1]);
      } else if (name === "items") feeds[name] = int32(items, [B, T]);
      else if (name === "lengths") feeds[name] = int32(lengths, [B]);
      else if (name === "users") feeds[name] = int32(users, [B]);
      else if (name === "numbers") {
        const shape = [B, T, numbers.length / (B * T)];
        feeds[name] = new Tensor("float32", numbers, shape);
      } else {
        const column = name.replace("categories.", "");
        feeds[name] = int32(categories[column]!, [B, T]);
      }
    }
    return feeds;
  }
}

/** What a run gives, each `[B, K]`. */
type Outputs = Readonly<
  Record<"top_items" | "top_scores" | "top_probabilities", Tensor>
>;

/** The graph's list for one session. */
interface List {
  readonly items: Int32Array;
  readonly scores: Float32Array;
  readonly probabilities: Float32Array;
}

/** How long a list must be to hold what is asked; undefined: chosen from all. */
function listLength(
  { k, excluded, candidates, allowed }: ScoreOptions,
): number | undefined {
  const length = k + (excluded?.size ?? 0);
  const isAmongAll = candidates === undefined && allowed === undefined;
  return isAmongAll && length <= MAX_LISTED ? length : undefined;
}

function readLists(
  { top_items, top_scores, top_probabilities }: Outputs,
): List[] {
  const B = top_items.dims[0]!;
  return Array.from({ length: B }, (_, row) => ({
    items: rowOf(top_items.data as Int32Array, row, B),
    scores: rowOf(top_scores.data as Float32Array, row, B),
    probabilities: rowOf(top_probabilities.data as Float32Array, row, B),
  }));
}

function chooseFromList(
  { items, probabilities }: List,
  { k, excluded }: ScoreOptions,
): ScoredItems {
  if (excluded === undefined) {
    return {
      items: items.subarray(0, k),
      probabilities: probabilities.subarray(0, k),
    };
  }
  const places = [...items.keys()].filter((place) =>
    !excluded.has(items[place]!)
  ).slice(0, k);
  return {
    items: Int32Array.from(places, (place) => items[place]!),
    probabilities: Float32Array.from(places, (place) => probabilities[place]!),
  };
}

function chooseFromAll(
  scores: Float32Array,
  options: ScoreOptions,
  { scores: [bestScore], probabilities: [bestShare] }: List,
): ScoredItems {
  const items = selectItems(scores, options);
  // Shares of the whole catalogue, told from the best item's.
  const shares = items.map((item) =>
    bestShare! * Math.exp(scores[item - 2]! - bestScore!)
  );
  return {
    items: Int32Array.from(items),
    probabilities: Float32Array.from(shares),
  };
}

/** A row of a rectangle of `B` rows. */
function rowOf<T extends Int32Array | Float32Array>(
  values: T,
  row: number,
  B: number,
): T {
  const width = values.length / B;
  return values.subarray(row * width, (row + 1) * width) as T;
}
