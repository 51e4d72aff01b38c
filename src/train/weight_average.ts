import type { SessionModel } from "../model/session_model.ts";
import { tf } from "../tensor/runtime.ts";
import { createVariable, type Variable } from "../tensor/variable.ts";

/** What is known of a parameter's average. */
interface Slot {
  readonly variable: Variable;
  /** `Σ (1 − d) d^age w` over the values counted so far. */
  readonly sum: Variable;
  /** Of a table, how many values of each row are counted: `[rows, 1]`. */
  readonly counted: Variable | undefined;
}

/**
 * The exponential moving average of a model's weights over all steps, that of
 * the start included, with Adam's correction for how few they are
 * (https://arxiv.org/abs/1412.6980, section 7.2):
 *
 *     average = Σ_i d^(t − i) w_i / Σ_i d^(t − i)
 *
 * Rows of a table are counted when they are about to change, for all the steps
 * that they have stayed as they are: `n` values alike take `sum` to
 * `w + d^n (sum − w)`. So this is the average over every step, and still a
 * step's cost does not grow with the table.
 *
 * Owns its sums: dispose it. The model stays the caller's.
 */
export class WeightAverage {
  /** Steps taken. */
  step = 0;
  readonly #decay: number;
  readonly #slots: ReadonlyMap<string, Slot>;

  /**
   * Begins with the weights as they are.
   *
   * @param decay What a value is worth beside the next one: `d`.
   */
  constructor(model: SessionModel, decay: number) {
    this.#decay = decay;
    this.#slots = new Map(
      model.variables().map((variable) => [
        variable.name,
        createSlot(variable, model.tables.has(variable.name)),
      ]),
    );
  }

  /** All that must be stored and restored beside {@link step}. */
  variables(): Variable[] {
    return [...this.#slots.values()].flatMap(({ sum, counted }) =>
      counted === undefined ? [sum] : [sum, counted]
    );
  }

  /** Begins a step: what {@link count} is given until the next call changes in it. */
  beginStep(): void {
    this.step++;
  }

  /**
   * Counts what a step is about to change.
   *
   * @param options.rows Rows of a table, without repeats: `[N]`; undefined for
   * the whole of it.
   * @param options.value As it is before the step, in these rows.
   */
  count(
    variable: Variable,
    { rows, value }: { rows: tf.Tensor1D | undefined; value: tf.Tensor },
  ): void {
    const { sum, counted } = this.#slots.get(variable.name)!;
    tf.tidy(() => {
      if (counted === undefined) {
        sum.assign(fade(sum.read(), value, this.#decay));
      } else if (rows === undefined) {
        const factors = this.#factors(counted.read(), this.step);
        sum.assign(fade(sum.read(), value, factors));
        counted.assign(tf.fill([...counted.shape], this.step));
      } else {
        const factors = this.#factors(counted.gather(rows), this.step);
        sum.scatter(rows, fade(sum.gather(rows), value, factors));
        counted.scatter(rows, tf.fill([rows.shape[0], 1], this.step));
      }
    });
  }

  /** Calls with the averages in the place of the model's weights. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    const slots = [...this.#slots.values()];
    const kept = slots.map(({ variable }) => variable.read());
    try {
      slots.forEach((slot, at) =>
        tf.tidy(() => slot.variable.assign(this.#average(slot, kept[at]!)))
      );
      return await call();
    } finally {
      slots.forEach(({ variable }, at) => variable.assign(kept[at]!));
      tf.dispose(kept);
    }
  }

  /** Frees its tensors. */
  dispose(): void {
    for (const variable of this.variables()) variable.dispose();
  }

  /** The average after the steps so far, the value after the last included. */
  #average({ sum, counted }: Slot, value: tf.Tensor): tf.Tensor {
    const values = this.step + 1;
    const factors = counted === undefined
      ? this.#decay
      : this.#factors(counted.read(), values);
    const whole = fade(sum.read(), value, factors);
    return tf.div(whole, 1 - this.#decay ** values);
  }

  /** What is left of sums after all values that are not yet counted. */
  #factors(counted: tf.Tensor, values: number): tf.Tensor {
    return tf.pow(this.#decay, tf.sub(values, counted));
  }
}

/** `w + f (sum − w)` */
function fade(
  sum: tf.Tensor,
  value: tf.Tensor,
  factors: tf.Tensor | number,
): tf.Tensor {
  return tf.add(value, tf.mul(tf.sub(sum, value), factors));
}

function createSlot(variable: Variable, isTable: boolean): Slot {
  const { name, shape } = variable;
  return {
    variable,
    sum: createVariable(`average/${name}/sum`, tf.zeros([...shape])),
    counted: isTable
      ? createVariable(`average/${name}/counted`, tf.zeros([shape[0]!, 1]))
      : undefined,
  };
}
