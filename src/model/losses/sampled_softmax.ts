import { customGradient } from "../../tensor/custom_gradient.ts";
import type { Operations } from "../../tensor/operations.ts";
import { runOperations } from "../../tensor/run_operations.ts";
import { tf } from "../../tensor/runtime.ts";

/** Options of {@link sampledSoftmax}. */
export interface SampledSoftmaxOptions {
  /** Row of each session's target among the items: `[N]`. */
  readonly labels: tf.Tensor1D;
  /**
   * Log of the chance of each candidate to be one: `[C]`. It is taken off the
   * candidates' logits, so that the sampled sum estimates the whole one.
   */
  readonly logInclusion: tf.Tensor1D;
}

/** Exponents stay below this, far from what a 32-bit float can hold (88). */
const MAX_EXPONENT = 60;
/**
 * Where vectors are so long (a bound beyond 130) and so far apart that all of a
 * row's terms vanish, its gradient still pulls the target and stays finite.
 */
const MIN_TOTAL = 1e-33;
/** Terms of a block: 4 MB, what a core's second cache holds. */
const BLOCK_TERMS = 2 ** 20;
/** Products of fewer rows would not pay. */
const MIN_BLOCK_ROWS = 64;
/** Numbers of a processor's vector: a product's columns are best a multiple. */
const VECTOR = 16;

/**
 * Cross entropy of each session's target against itself and the candidates
 * that the batch shares, with the correction for how they were drawn (logQ):
 * https://research.google/pubs/sampling-bias-corrected-neural-modeling-for-large-corpus-item-recommendations/
 * The target is certain to take part, so its own logit is not corrected
 * (https://arxiv.org/abs/2507.09331), and where it is a candidate too it counts
 * once:
 *
 *     Z = e^s·y + Σ e^(s·c − log π_c) over candidates c ≠ y,   loss = log Z − s·y
 *
 * What has the size `[N, C]` is worked on in blocks of rows that stay in the
 * processor's cache, value and gradient at once, and passed over by one product,
 * one exponential and the two products of the gradient only: the division by Z is
 * left to their `[N, D]` factors, and instead of each row's maximum a bound of it
 * is taken off (Cauchy–Schwarz), which the first product does by the way, as the
 * second sums the terms.
 *
 * @param sessions `[N, D]`, the temperature multiplied in.
 * @param items `[R, D]`; the first `C` of them are the candidates.
 * @returns Mean over the sessions: a scalar.
 */
export function sampledSoftmax(
  sessions: tf.Tensor2D,
  items: tf.Tensor2D,
  options: SampledSoftmaxOptions,
): tf.Scalar {
  const { labels, logInclusion } = options;
  return customGradient<tf.Scalar>([sessions, items], () => {
    const [N, C] = [sessions.shape[0], logInclusion.shape[0]];
    const candidates = tf.slice(items, [0, 0], [C, -1]) as tf.Tensor2D;
    const targets = tf.gather(items, labels) as tf.Tensor2D; // [N, D]
    const targetLogits = tf.sum(tf.mul(sessions, targets), 1, true); // [N, 1]
    const shift = rowShift(sessions, candidates, targetLogits); // [N, 1]
    const own = tf.exp(tf.sub(targetLogits, shift)); // [N, 1]
    const sums = sumTerms({
      sessions,
      own,
      ...factors(sessions, candidates, { logInclusion, shift }),
      ...targetPlaces(labels, C),
    });
    const loss = tf.add(tf.log(sums.total), tf.sub(shift, targetLogits));
    const atTarget = tf.sub(tf.div(sums.ownRest, sums.total), 1); // [N, 1]
    const dItems = addTargets(sums.dCandidates, {
      rows: tf.mul(sessions, atTarget),
      labels,
      R: items.shape[0],
    });
    return {
      value: tf.mean(loss) as tf.Scalar,
      saved: [tf.add(sums.dSessions, tf.mul(targets, atTarget)), dItems],
      gradient: (dy, saved) => {
        const factor = tf.div(dy, N);
        return saved.map((gradient) => tf.mul(gradient, factor));
      },
    };
  });
}

/** Taken off the logits of each row, so that no exponential overflows: `[N, 1]`. */
function rowShift(
  sessions: tf.Tensor2D,
  candidates: tf.Tensor2D,
  targetLogits: tf.Tensor,
): tf.Tensor {
  const longest = tf.sqrt(tf.max(tf.sum(tf.square(candidates), 1)));
  const bound = tf.mul(tf.sqrt(tf.sum(tf.square(sessions), 1, true)), longest);
  return tf.maximum(tf.sub(bound, MAX_EXPONENT), targetLogits);
}

/**
 * Factors whose product is `s·c − log π_c − shift`, both subtractions as columns:
 * `[N, D + 2]` and `[C, D + 2]`; and the second with columns of zeros to fill
 * vectors.
 */
function factors(
  sessions: tf.Tensor2D,
  candidates: tf.Tensor2D,
  options: { logInclusion: tf.Tensor1D; shift: tf.Tensor },
) {
  const { logInclusion, shift } = options;
  const [N, C] = [sessions.shape[0], candidates.shape[0]];
  const right = tf.concat([
    candidates,
    tf.reshape(logInclusion, [C, 1]),
    tf.ones([C, 1]),
  ], 1);
  return {
    left: tf.concat([sessions, tf.fill([N, 1], -1), tf.neg(shift)], 1),
    right,
    columns: tf.pad(right, [[0, 0], [0, -right.shape[1]! & (VECTOR - 1)]]),
  };
}

/** Where among the terms of its block each row has its target, if anywhere. */
function targetPlaces(labels: tf.Tensor1D, C: number) {
  const N = labels.shape[0];
  const block = blockRows(C);
  const rows = tf.tensor1d(Int32Array.from({ length: N }, (_, n) => n % block));
  const columns = tf.minimum(labels, tf.scalar(C - 1, "int32"));
  return {
    places: tf.reshape(tf.stack([rows, columns], 1), [N, 1, 2]),
    isCandidate: tf.reshape(tf.cast(tf.less(labels, C), "float32"), [N, 1]),
  };
}

/** Rows whose terms are worked on together. */
function blockRows(C: number): number {
  return Math.max(MIN_BLOCK_ROWS, Math.floor(BLOCK_TERMS / C));
}

interface TermInputs {
  /** `[N, D]` */
  readonly sessions: tf.Tensor2D;
  /** Each target's own term: `[N, 1]`. */
  readonly own: tf.Tensor;
  readonly left: tf.Tensor;
  readonly right: tf.Tensor;
  readonly columns: tf.Tensor;
  readonly places: tf.Tensor;
  readonly isCandidate: tf.Tensor;
}

/** What the terms add up to; gradients are those of the sum over the rows. */
interface TermSums {
  /** `Z` of each row: `[N, 1]`. */
  readonly total: tf.Tensor;
  /** The target's own term without that of the candidate it is: `[N, 1]`. */
  readonly ownRest: tf.Tensor;
  /** What the candidates give the sessions: `[N, D]`. */
  readonly dSessions: tf.Tensor;
  /** What the sessions give the candidates: `[C, D]`. */
  readonly dCandidates: tf.Tensor;
}

function sumTerms(
  { sessions, own, left, right, columns, places, isCandidate }: TermInputs,
): TermSums {
  const D = sessions.shape[1];
  const sizes = blockSizes(sessions.shape[0], blockRows(right.shape[0]!));
  const least = tf.scalar(MIN_TOTAL);
  const inputs = [
    ...[right, columns, least, places],
    ...[sessions, own, left, isCandidate],
  ];
  const [total, ownRest, dSessions, dCandidates] = runOperations(
    inputs,
    <T>(on: Operations<T>, handles: readonly T[]) => {
      const [right, columns, least, places, ...rows] = handles as [
        ...[T, T, T, T],
        ...T[],
      ];
      const parts = rows.map((it) => on.split(it, sizes, 0));
      const placeParts = on.splitIntegers(places, sizes, 0);
      const blocks = sizes.map((_, at) =>
        sumBlock(on, [placeParts[at]!, ...parts.map((part) => part[at]!)], {
          right,
          columns,
          least,
          D,
        })
      );
      const join = (key: keyof Block<T>) => blocks.map((block) => block[key]);
      return [
        on.concat(join("total"), 0),
        on.concat(join("ownRest"), 0),
        on.concat(join("dSessions"), 0),
        on.addN(join("dCandidates")),
      ];
    },
  );
  return {
    total: total!,
    ownRest: ownRest!,
    dSessions: dSessions!,
    dCandidates: tf.transpose(dCandidates!),
  };
}

/** As {@link TermSums}, of a block of rows. */
type Block<T> = Readonly<Record<keyof TermSums, T>>;

function sumBlock<T>(
  on: Operations<T>,
  rows: readonly T[],
  { right, columns, least, D }: { right: T; columns: T; least: T; D: number },
): Block<T> {
  const [places, sessions, own, left, isCandidate] = rows as [T, T, T, T, T];
  // Exponentials take the range of 32 bits.
  const wide = true;
  const logits = on.matMul(left, right, { transposeB: true, wide }); // [n, C]
  const terms = on.exp(logits); // [n, C]
  on.release(logits);
  const sums = on.matMul(terms, columns, { wide }); // [n, D + 2] and zeros
  const repeated = on.mul(on.gatherAt(terms, places), isCandidate); // [n, 1]
  const ownRest = on.sub(own, repeated);
  const total = on.maximum(
    on.add(on.columns(sums, D + 1, 1), ownRest),
    least,
  ); // [n, 1]
  const weighted = on.div(sessions, total); // [n, D]
  // Transposed: the operation is faster the more columns a product has.
  const dCandidates = on.matMul(weighted, terms, {
    transposeA: true,
    wide,
  }); // [D, C]
  const dSessions = on.div(on.columns(sums, 0, D), total); // [n, D]
  on.release(terms, sums);
  return { total, ownRest, dSessions, dCandidates };
}

function blockSizes(rows: number, block: number): number[] {
  return Array.from(
    { length: Math.ceil(rows / block) },
    (_, at) => Math.min(block, rows - at * block),
  );
}

/** Adds rows for the targets to the candidates' gradient: `[R, D]`. */
function addTargets(
  dCandidates: tf.Tensor,
  { rows, labels, R }: { rows: tf.Tensor; labels: tf.Tensor1D; R: number },
): tf.Tensor {
  const C = dCandidates.shape[0]!;
  const padded = R === C
    ? dCandidates
    : tf.pad(dCandidates, [[0, R - C], [0, 0]]);
  return tf.add(padded, tf.unsortedSegmentSum(rows, labels, R));
}
