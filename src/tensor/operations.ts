/**
 * The operations that a recurrent layer is written in, whatever `T` stands for a
 * tensor: see {@link TensorOperations} and {@link HandleScope}. All values are
 * 32-bit floating point; results live until they are released, or as long as
 * the implementation says.
 */
export interface Operations<T> {
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  maximum(a: T, b: T): T;
  neg(x: T): T;
  exp(x: T): T;
  sigmoid(x: T): T;
  tanh(x: T): T;
  /** `dy ∘ y ∘ (1 − y)` for `y = σ(x)`. */
  sigmoidGrad(y: T, dy: T): T;
  /** `dy ∘ (1 − y²)` for `y = tanh(x)`. */
  tanhGrad(y: T, dy: T): T;
  /** `[N, H]` + `[H]` */
  addBias(x: T, bias: T): T;
  /** `[N, H]` → `[H]` */
  sumRows(x: T): T;
  /** Sum of tensors of one shape. */
  addN(terms: readonly T[]): T;
  matMul(a: T, b: T, options?: MatMulOptions): T;
  concat(parts: readonly T[], axis: number): T;
  /** Cuts an axis into parts of these sizes. */
  split(x: T, sizes: readonly number[], axis: number): T[];
  /** As {@link split}, of whole numbers. */
  splitIntegers(x: T, sizes: readonly number[], axis: number): T[];
  /** `count` rows of a matrix from `start` on; −1: all that follow. */
  rows(x: T, start: number, count: number): T;
  /** `count` columns of a matrix from `start` on. */
  columns(x: T, start: number, count: number): T;
  /** Values of a matrix at places, row and column of each: `[…, 2]` → `[…]`. */
  gatherAt(x: T, places: T): T;
  /** Appends rows of zeros. */
  padRows(x: T, count: number): T;
  /** Says that results are not needed any more. */
  release(...results: T[]): void;
}

export interface MatMulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /**
   * Says that factors or sums need the range or the digits of 32 bits: factors
   * are not stored in 16 bits. @default {false}
   */
  readonly wide?: boolean;
}
