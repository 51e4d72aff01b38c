import { blockSizes } from "../../tensor/block_sizes.ts";
import { customGradient } from "../../tensor/custom_gradient.ts";
import type { Operations } from "../../tensor/operations.ts";
import { type Blocks, runBlocks } from "../../tensor/run_blocks.ts";
import { tf } from "../../tensor/runtime.ts";
import { blockPlaces } from "./block_places.ts";

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
  { labels, logInclusion }: SampledSoftmaxOptions,
): tf.Scalar {
  return customGradient<tf.Scalar>([sessions, items], () => {
    const [N, D] = sessions.shape;
    const C = logInclusion.shape[0];
    const most = Math.max(MIN_BLOCK_ROWS, BLOCK_TERMS / C);
    const sizes = blockSizes(N, most);
    const numbers = [MAX_EXPONENT, MIN_TOTAL, 1].map((it) => tf.scalar(it));
    const [loss, ...gradients] = runBlocks([
      ...[sessions, labels, ...targetPlaces(labels, { C, sizes })],
      ...[items, ...candidateFactors(items, logInclusion), ...numbers],
    ], { sizes, name: `sampled softmax of ${D}`, compute: sumBlocks(D) });
    return {
      value: tf.div(tf.reshape(loss!, []), N) as tf.Scalar,
      saved: gradients,
      gradient: (dy, saved) => {
        const factor = tf.div(dy, N);
        return saved.map((gradient) => tf.mul(gradient, factor));
      },
    };
  });
}

/**
 * Where among the terms of its block each row has its target, if anywhere: its
 * place, `[N, 1, 2]`, and 1 or 0, `[N, 1]`. Then −1 for each row, `[N, 1]`, and
 * the items that the gradients of candidates and targets belong to, `[C + N]`.
 */
function targetPlaces(
  labels: tf.Tensor1D,
  { C, sizes }: { C: number; sizes: readonly number[] },
): tf.Tensor[] {
  const N = labels.shape[0];
  const columns = tf.minimum(labels, tf.scalar(C - 1, "int32"));
  return [
    blockPlaces(columns as tf.Tensor1D, sizes),
    tf.reshape(tf.cast(tf.less(labels, C), "float32"), [N, 1]),
    tf.fill([N, 1], -1),
    tf.concat([tf.range(0, C, 1, "int32"), labels], 0),
  ];
}

/**
 * What a session's vector, −1 and minus its shift are multiplied with for the
 * logits, `[C, D + 2]`; the same with columns of zeros to fill vectors; and the
 * length of the longest candidate.
 */
function candidateFactors(
  items: tf.Tensor2D,
  logInclusion: tf.Tensor1D,
): tf.Tensor[] {
  const C = logInclusion.shape[0];
  const candidates = tf.slice(items, [0, 0], [C, -1]);
  const right = tf.concat([
    candidates,
    tf.reshape(logInclusion, [C, 1]),
    tf.ones([C, 1]),
  ], 1);
  return [
    right,
    tf.pad(right, [[0, 0], [0, -right.shape[1]! & (VECTOR - 1)]]),
    tf.sqrt(tf.max(tf.sum(tf.square(candidates), 1))),
  ];
}

/** What all blocks share. */
interface Shared<T> {
  readonly items: T;
  /** See {@link candidateFactors}. */
  readonly right: T;
  readonly columns: T;
  readonly longest: T;
  /** Constants. */
  readonly maxExponent: T;
  readonly least: T;
  readonly one: T;
  readonly D: number;
}

/** The sum of the losses, and its gradients by sessions and items. */
function sumBlocks(D: number) {
  return <T>({ on, inputs, cut, cutIntegers }: Blocks<T>): T[] => {
    const [sessions, labels, places, isCandidate, minusOnes, ...others] =
      inputs as [T, T, T, T, T, ...T[]];
    const [itemRows, items, right, columns, longest, ...numbers] = others as [
      T,
      T,
      T,
      T,
      T,
      ...T[],
    ];
    const [maxExponent, least, one] = numbers as [T, T, T];
    const candidates = { items, right, columns, longest, D };
    const shared = { ...candidates, maxExponent, least, one };
    const parts = [
      ...[cut(sessions), cutIntegers(labels), cutIntegers(places)],
      ...[cut(isCandidate), cut(minusOnes)],
    ];
    const blocks = parts[0]!.map((_, at) =>
      sumBlock(on, parts.map((part) => part[at]!), shared)
    );
    const join = (key: keyof Block<T>) => blocks.map((block) => block[key]);
    const dItems = [
      on.transpose(on.addN(join("dCandidates"))),
      ...join("dTargets"),
    ];
    return [
      on.addN(join("loss")),
      on.concat(join("dSessions"), 0),
      on.sumByRow(on.concat(dItems, 0), itemRows, items),
    ];
  };
}

/** What a block adds to the sum of the losses and to its gradients. */
interface Block<T> {
  /** `[1]` */
  readonly loss: T;
  /** `[n, D]` */
  readonly dSessions: T;
  /** What the sessions give the candidates: `[D, C]`. */
  readonly dCandidates: T;
  /** What each session gives its target: `[n, D]`. */
  readonly dTargets: T;
}

function sumBlock<T>(
  on: Operations<T>,
  rows: readonly T[],
  { items, right, columns, one, least, D, ...shared }: Shared<T>,
): Block<T> {
  const [sessions, labels, places, isCandidate, minusOnes] = rows as [
    ...[T, T, T, T, T],
  ];
  const targets = on.gatherRows(items, labels); // [n, D]
  const targetLogits = on.sumColumns(on.mul(sessions, targets)); // [n, 1]
  const shift = rowShift(on, { sessions, targetLogits, ...shared }); // [n, 1]
  const left = on.concat([sessions, minusOnes, on.neg(shift)], 1);
  // Exponentials take the range of 32 bits.
  const wide = true;
  const logits = on.matMul(left, right, { transposeB: true, wide }); // [n, C]
  const terms = on.exp(logits); // [n, C]
  on.release(logits);
  const sums = on.matMul(terms, columns, { wide }); // [n, D + 2] and zeros
  const own = on.exp(on.sub(targetLogits, shift)); // [n, 1]
  const repeated = on.mul(on.gatherAt(terms, places), isCandidate); // [n, 1]
  // The target's own term without that of the candidate it is.
  const ownRest = on.sub(own, repeated); // [n, 1]
  const whole = on.add(on.columns(sums, D + 1, 1), ownRest);
  const total = on.maximum(whole, least); // [n, 1]
  // Transposed: the operation is faster the more columns a product has.
  const transposeA = true;
  const weighted = on.div(sessions, total); // [n, D]
  const dCandidates = on.matMul(weighted, terms, { transposeA, wide });
  on.release(terms);
  const atTarget = on.sub(on.div(ownRest, total), one); // [n, 1]
  const byTerms = on.div(on.columns(sums, 0, D), total); // [n, D]
  const byTarget = on.mul(targets, atTarget); // [n, D]
  return {
    loss: on.sumRows(on.add(on.log(total), on.sub(shift, targetLogits))),
    dSessions: on.add(byTerms, byTarget),
    dCandidates, // [D, C]
    dTargets: on.mul(sessions, atTarget),
  };
}

/** Taken off the logits of each row, so that no exponential overflows: `[n, 1]`. */
function rowShift<T>(
  on: Operations<T>,
  { sessions, targetLogits, longest, maxExponent }:
    & { sessions: T; targetLogits: T }
    & Pick<Shared<T>, "longest" | "maxExponent">,
): T {
  const length = on.sqrt(on.sumColumns(on.mul(sessions, sessions)));
  const bound = on.mul(length, longest);
  return on.maximum(on.sub(bound, maxExponent), targetLogits);
}
