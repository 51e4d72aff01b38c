/** How the weight of an event falls with the number of events after it. */
export type Weighting = "same" | "linear" | "div" | "log" | "quadratic";

/**
 * Weight of an event in the similarity of sessions, by its position from 1 in a
 * session of a length: `div` is position / length, `quadratic` its square,
 * `linear` falls by 0.1 with each later event and is never negative, and `log`
 * is 1 / log10(later events + 1.7). The last event has the most weight.
 */
export function positionWeight(
  weighting: Weighting,
  { position, length }: { position: number; length: number },
): number {
  const later = length - position;
  switch (weighting) {
    case "same":
      return 1;
    case "linear":
      return Math.max(0, 1 - 0.1 * later);
    case "div":
      return position / length;
    case "log":
      return 1 / Math.log10(later + 1.7);
    case "quadratic":
      return (position / length) ** 2;
  }
}

/**
 * Weight of a neighbour by how far back the most recent event lies that it
 * shares: step 1 is the last event. `div` is 1 / step, `quadratic` 1 / step²,
 * `linear` falls by 0.1 a step and is never negative, and `log` is
 * 1 / log10(step + 1.7).
 */
export function stepWeight(weighting: Weighting, step: number): number {
  switch (weighting) {
    case "same":
      return 1;
    case "linear":
      return Math.max(0, 1 - 0.1 * step);
    case "div":
      return 1 / step;
    case "log":
      return 1 / Math.log10(step + 1.7);
    case "quadratic":
      return 1 / step ** 2;
  }
}
