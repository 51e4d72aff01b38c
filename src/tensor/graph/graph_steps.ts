import type { GruSteps } from "../gru_steps.ts";
import { DATA_TYPES } from "../native.ts";
import { attributeValue, type Node } from "./graph_def.ts";
import type { GraphOperations } from "./graph_operations.ts";

const { int, type } = attributeValue;
const INTEGER = type(DATA_TYPES.int32);
/** In a slice's size: all that follow. */
const REST = -1;

/**
 * {@link GruSteps} of a graph: the sessions that reach each step are given when it
 * runs, and may be none for the last steps.
 */
export class GraphSteps implements GruSteps<Node> {
  readonly count: number;
  readonly #on: GraphOperations;
  readonly #counts: Node;
  readonly #laterCounts: Node;
  /** Where the rows after the first step's begin. */
  readonly #laterStart: Node;
  /** By step, the size of a slice of its sessions. */
  readonly #sizes: readonly Node[];
  /** By step from the first on, what its rows lack of those of the step before. */
  readonly #paddings: readonly Node[];

  /**
   * Adds to the graph what all steps share: where each is cut.
   *
   * @param counts 32-bit integers: `[T]`.
   * @param count `T`, from 2 on.
   */
  constructor(on: GraphOperations, counts: Node, count: number) {
    this.#on = on;
    this.count = count;
    this.#counts = counts;
    const ints = (...values: number[]) =>
      on.integers([values.length], ...values);
    this.#laterCounts = this.#slice(counts, ints(1), ints(REST));
    const earlier = this.#slice(counts, ints(0), ints(count - 1));
    const first = this.#slice(counts, ints(0), ints(1));
    this.#laterStart = this.#pad(first, [[0, 1]], 0); // [counts₀, 0]
    this.#sizes = this.#unpack(
      this.#pad(this.#reshape(counts, [count, 1]), [[0, 0], [0, 1]], REST),
      count,
    ); // [countsₜ, −1] each
    const missing = on.graph.add("Sub", [earlier, this.#laterCounts], {
      T: INTEGER,
    });
    this.#paddings = this.#unpack(
      this.#pad(
        this.#reshape(missing, [count - 1, 1, 1]),
        [[0, 0], [0, 1], [1, 0]],
        0,
      ),
      count - 1,
    ); // [[0, missing], [0, 0]] each
  }

  split(events: Node): Node[] {
    const { count } = this;
    return this.#on.splitBy(events, this.#counts, { count, axis: 0 });
  }

  later(events: Node): Node {
    const all = this.#on.integers([2], REST, REST);
    return this.#on.slice(events, this.#laterStart, all);
  }

  splitLater(events: Node): Node[] {
    const count = this.count - 1;
    return this.#on.splitBy(events, this.#laterCounts, { count, axis: 0 });
  }

  head(rows: Node, t: number): Node {
    return this.#on.slice(rows, this.#on.integers([2], 0, 0), this.#sizes[t]!);
  }

  pad(rows: Node, t: number): Node {
    return this.#on.pad(rows, this.#paddings[t - 1]!);
  }

  #slice(x: Node, begin: Node, size: Node): Node {
    const attributes = { T: INTEGER, Index: INTEGER };
    return this.#on.graph.add("Slice", [x, begin, size], attributes);
  }

  #reshape(x: Node, shape: readonly number[]): Node {
    const given = this.#on.integers([shape.length], ...shape);
    const attributes = { T: INTEGER, Tshape: INTEGER };
    return this.#on.graph.add("Reshape", [x, given], attributes);
  }

  #pad(
    x: Node,
    paddings: readonly (readonly [number, number])[],
    value: number,
  ): Node {
    const inputs = [
      ...[x, this.#on.integers([paddings.length, 2], ...paddings.flat())],
      this.#on.integers([], value),
    ];
    const attributes = { T: INTEGER, Tpaddings: INTEGER };
    return this.#on.graph.add("PadV2", inputs, attributes);
  }

  /** Cuts the first axis into its places. */
  #unpack(x: Node, count: number): Node[] {
    const attributes = { T: INTEGER, num: int(count), axis: int(0) };
    const node = this.#on.graph.add("Unpack", [x], attributes);
    return Array.from({ length: count }, (_, at) => `${node}:${at}`);
  }
}
