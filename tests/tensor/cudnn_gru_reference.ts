/**
 * cuDNN's GRU of one layer, number by number, as its documentation states it
 * (CUDNN_GRU in cudnnRNNMode_t): linear layers 0 to 2 multiply the input, 3 to 5
 * the state, each in the order reset, update, new; matrices are stored row by row
 * with a row for each unit, and before the two sets of biases.
 *
 *     i = σ(Wi x + Ri h + bWi + bRi)     r = σ(Wr x + Rr h + bWr + bRr)
 *     h~ = tanh(Wh x + r ∘ (Rh h + bRh) + bWh)     h' = (1 − i) ∘ h~ + i ∘ h
 *
 * @param x Inputs of one session: `[T × D]`.
 * @param params In cuDNN's layout: `[3H × (D + H + 2)]`.
 * @returns The states: `[T × H]`.
 */
export function cudnnGruReference(
  x: ArrayLike<number>,
  params: ArrayLike<number>,
  { D, H }: { D: number; H: number },
): Float64Array {
  const T = x.length / D;
  const states = new Float64Array(T * H);
  const biases = 3 * H * D + 3 * H * H;
  /** A linear layer on a vector, for one unit. */
  const linear = (layer: number, unit: number, vector: number[]) => {
    const [from, width] = layer < 3
      ? [layer * H * D, D]
      : [3 * H * D + (layer - 3) * H * H, H];
    return vector.reduce(
      (sum, value, at) => sum + value * params[from + unit * width + at]!,
      params[biases + layer * H + unit]!,
    );
  };
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
  let h: number[] = Array.from({ length: H }, () => 0);
  for (let t = 0; t < T; t++) {
    const input = Array.from({ length: D }, (_, d) => x[t * D + d]!);
    h = h.map((before, unit) => {
      const reset = sigmoid(linear(0, unit, input) + linear(3, unit, h));
      const update = sigmoid(linear(1, unit, input) + linear(4, unit, h));
      const candidate = Math.tanh(
        linear(2, unit, input) + reset * linear(5, unit, h),
      );
      return (1 - update) * candidate + update * before;
    });
    states.set(h, t * H);
  }
  return states;
}
