/**
 * The operations that a recurrent layer is written in, whatever `T` stands for a
 * tensor: see {@link TensorOperations} and {@link HandleScope}. All values are
 * 32-bit floating point; results live until they are released, or as long as
 * the implementation says.
 */
export interface Operations<T> {
  /** a + b, element by element. */
  add(a: T, b: T): T;
  /** a − b, element by element. */
  sub(a: T, b: T): T;
  /** a · b, element by element. */
  mul(a: T, b: T): T;
  /** a / b, element by element. */
  div(a: T, b: T): T;
  /** The larger one, element by element. */
  maximum(a: T, b: T): T;
  /** −x, element by element. */
  neg(x: T): T;
  /** eˣ, element by element. */
  exp(x: T): T;
  /** ln x, element by element. */
  log(x: T): T;
  /** √x, element by element. */
  sqrt(x: T): T;
  /** Exponentials of each row, divided by their sum. */
  softmax(x: T): T;
  /** 1 / (1 + e⁻ˣ), element by element. */
  sigmoid(x: T): T;
  /** tanh x, element by element. */
  tanh(x: T): T;
  /** `dy ∘ y ∘ (1 − y)` for `y = σ(x)`. */
  sigmoidGrad(y: T, dy: T): T;
  /** `dy ∘ (1 − y²)` for `y = tanh(x)`. */
  tanhGrad(y: T, dy: T): T;
  /** `[N, H]` + `[H]` */
  addBias(x: T, bias: T): T;
  /** `[N, H]` → `[H]` */
  sumRows(x: T): T;
  /** `[N, H]` → `[N, 1]` */
  sumColumns(x: T): T;
  /** Sum of tensors of one shape. */
  addN(terms: readonly T[]): T;
  /** The product of matrices. */
  matMul(a: T, b: T, options?: MatMulOptions): T;
  /** `[N, H]` → `[H, N]` */
  transpose(x: T): T;
  /** Joins tensors along an axis. */
  concat(parts: readonly T[], axis: number): T;
  /** Cuts an axis into parts of these sizes. */
  split(x: T, sizes: readonly number[], axis: number): T[];
  /** Cuts an axis into so many parts of one size. */
  splitEqually(x: T, count: number, axis: number): T[];
  /** As {@link split}, of whole numbers. */
  splitIntegers(x: T, sizes: readonly number[], axis: number): T[];
  /** `count` rows of a matrix from `start` on; −1: all that follow. */
  rows(x: T, start: number, count: number): T;
  /** `count` columns of a matrix from `start` on. */
  columns(x: T, start: number, count: number): T;
  /** Values of a matrix at places, row and column of each: `[…, 2]` → `[…]`. */
  gatherAt(x: T, places: T): T;
  /** Rows of a matrix by their numbers: `[R, H]`, `[N]` → `[N, H]`. */
  gatherRows(x: T, rows: T): T;
  /** Adds up rows by number, as many as `like` has: `[N, H]`, `[N]` → `[R, H]`. */
  sumByRow(x: T, rows: T, like: T): T;
  /** Takes rows off those of a matrix: `[R, H]`, `[N]`, `[N, H]` → `[R, H]`. */
  subtractRows(x: T, rows: T, values: T): T;
  /** Appends rows of zeros. */
  padRows(x: T, count: number): T;
  /** Says that results are not needed any more. */
  release(...results: T[]): void;
}

/** Which matrices are transposed first. */
export interface MatMulOptions {
  /** Whether a is transposed first. @default {false} */
  readonly transposeA?: boolean;
  /** Whether b is transposed first. @default {false} */
  readonly transposeB?: boolean;
  /**
   * Says that factors or sums need the range or the digits of 32 bits: factors
   * are not stored in 16 bits. @default {false}
   */
  readonly wide?: boolean;
}
