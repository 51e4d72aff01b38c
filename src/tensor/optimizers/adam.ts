import { attribute, runOp } from "../native.ts";
import { tf } from "../runtime.ts";
import {
  createVariable,
  ResourceVariable,
  type Variable,
} from "../variable.ts";

/** Options of {@link Adam}. */
export interface AdamOptions {
  /** Decay of the mean of gradients. @default {0.9} */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. @default {0.999} */
  readonly beta2?: number;
  /** Keeps the division finite. @default {1e-8} */
  readonly epsilon?: number;
}

/** Moments of one parameter's gradients, stored with checkpoints. */
interface Slots<V = Variable> {
  readonly mean: V;
  readonly square: V;
}

/** Scalars that all updates of a step share. */
interface Rates {
  readonly step: number;
  readonly learningRate: number;
  readonly tensors: tf.Tensor[];
}

/**
 * Adam (https://arxiv.org/abs/1412.6980, algorithm 1), parameters updated in
 * place. Tables are updated lazily: only the rows that a step touched, with
 * their moments; a step's cost does not grow with the table.
 *
 * Owns its slots: dispose it. Variables stay the caller's.
 */
export class Adam {
  /** Steps taken: the exponent of the bias correction. */
  step = 0;
  readonly #slots = new Map<string, Slots>();
  /** Holds rows and their moments while TensorFlow updates them. */
  readonly #scratch = new Map<string, ResourceVariable>();
  #latestRates: Rates | undefined;
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;

  /** Begins with moments of 0. */
  constructor(variables: readonly Variable[], options: AdamOptions = {}) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
    this.#beta1 = beta1;
    this.#beta2 = beta2;
    this.#epsilon = epsilon;
    for (const { name, shape } of variables) {
      const zeros = () => tf.zeros([...shape]);
      this.#slots.set(name, {
        mean: createVariable(`adam/${name}/mean`, zeros()),
        square: createVariable(`adam/${name}/square`, zeros()),
      });
    }
  }

  /** The moments of all parameters, to be stored and restored. */
  variables(): Variable[] {
    return [...this.#slots.values()].flatMap((it) => [it.mean, it.square]);
  }

  /** Begins a step: all updates until the next call share its bias correction. */
  beginStep(): void {
    this.step++;
  }

  /** Updates a whole parameter with a gradient of its shape. */
  updateDense(
    variable: Variable,
    gradient: tf.Tensor,
    learningRate: number,
  ): void {
    const slots = this.#slots.get(variable.name)!;
    if (variable instanceof ResourceVariable) {
      const { mean, square } = slots as Slots<ResourceVariable>;
      const variables = [variable, mean, square] as const;
      this.#applyResourceAdam(variables, gradient, learningRate);
      return;
    }
    tf.tidy(() => {
      const [value, mean, square] = [variable, slots.mean, slots.square]
        .map((it) => it.read()) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const next = this.#nextMoments(gradient, mean, square);
      slots.mean.assign(next.mean);
      slots.square.assign(next.square);
      variable.assign(tf.sub(value, this.#change(next, learningRate)));
    });
  }

  /**
   * Updates rows of a table.
   *
   * @param rows Their numbers, without repeats: `[N]`.
   * @param gradient `[N, …]`.
   */
  updateRows(
    variable: Variable,
    gradient: tf.Tensor,
    options: { rows: tf.Tensor1D; learningRate: number },
  ): void {
    const { rows, learningRate } = options;
    const slots = this.#slots.get(variable.name)!;
    if (variable instanceof ResourceVariable) {
      this.#updateResourceRows([variable, slots.mean, slots.square], gradient, {
        rows,
        learningRate,
      });
      return;
    }
    tf.tidy(() => {
      const next = this.#nextMoments(
        gradient,
        slots.mean.gather(rows),
        slots.square.gather(rows),
      );
      slots.mean.scatter(rows, next.mean);
      slots.square.scatter(rows, next.square);
      const value = variable.gather(rows);
      variable.scatter(
        rows,
        tf.sub(value, this.#change(next, learningRate)),
      );
    });
  }

  /** Frees the moments; the variables stay. */
  dispose(): void {
    const variables = [...this.variables(), ...this.#scratch.values()];
    for (const variable of variables) variable.dispose();
    tf.dispose(this.#latestRates?.tensors ?? []);
    this.#latestRates = undefined;
    this.#slots.clear();
    this.#scratch.clear();
  }

  #nextMoments(gradient: tf.Tensor, mean: tf.Tensor, square: tf.Tensor) {
    const beta1 = this.#beta1, beta2 = this.#beta2;
    return {
      mean: tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)),
      square: tf.add(
        tf.mul(square, beta2),
        tf.mul(tf.square(gradient), 1 - beta2),
      ),
    };
  }

  /** `lr · m̂ / (√v̂ + ε)`, with the correction folded into two scalars. */
  #change(
    { mean, square }: { mean: tf.Tensor; square: tf.Tensor },
    learningRate: number,
  ): tf.Tensor {
    const root = Math.sqrt(1 - this.#beta2 ** this.step);
    const rate = learningRate * root / (1 - this.#beta1 ** this.step);
    return tf.div(
      tf.mul(mean, rate),
      tf.add(tf.sqrt(square), this.#epsilon * root),
    );
  }

  /**
   * TensorFlow has a single operation for Adam, which updates variables whole:
   * it works on the rows as variables of their own.
   */
  #updateResourceRows(
    variables: readonly Variable[],
    gradient: tf.Tensor,
    options: { rows: tf.Tensor1D; learningRate: number },
  ): void {
    const { rows, learningRate } = options;
    tf.tidy(() => {
      const parts = variables.map((variable, at) => {
        const part = this.#scratchVariable(`adam/scratch/${at}`);
        const value = variable.gather(rows);
        part.assign(value);
        // Held by nobody else, it is updated in place.
        value.dispose();
        return part;
      });
      const [value, mean, square] = parts;
      const all = [value!, mean!, square!] as const;
      this.#applyResourceAdam(all, gradient, learningRate);
      variables.forEach((variable, at) =>
        variable.scatter(rows, parts[at]!.read())
      );
    });
  }

  #scratchVariable(name: string): ResourceVariable {
    const known = this.#scratch.get(name);
    if (known !== undefined) return known;
    const made = createVariable(name, tf.zeros([0])) as ResourceVariable;
    this.#scratch.set(name, made);
    return made;
  }

  #applyResourceAdam(
    variables: readonly [ResourceVariable, ResourceVariable, ResourceVariable],
    gradient: tf.Tensor,
    learningRate: number,
  ): void {
    runOp("ResourceApplyAdam", [
      ...variables.map(({ handle }) => handle),
      ...this.#rates(learningRate),
      gradient,
    ], {
      attributes: [
        attribute.type("T", "float32"),
        attribute.bool("use_locking", false),
        attribute.bool("use_nesterov", false),
      ],
      outputs: 0,
    });
  }

  /** What the operation is told besides tensors; made once for a step. */
  #rates(learningRate: number): readonly tf.Tensor[] {
    const { step } = this;
    const known = this.#latestRates;
    if (known?.step === step && known.learningRate === learningRate) {
      return known.tensors;
    }
    tf.dispose(known?.tensors ?? []);
    const root = Math.sqrt(1 - this.#beta2 ** step);
    const tensors = [
      ...[this.#beta1 ** step, this.#beta2 ** step, learningRate],
      ...[this.#beta1, this.#beta2],
      // TensorFlow adds epsilon before the correction; the paper after it.
      this.#epsilon * root,
    ].map((it) => tf.keep(tf.scalar(it)));
    this.#latestRates = { step, learningRate, tensors };
    return tensors;
  }
}
