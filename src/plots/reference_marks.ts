import * as Plot from "@observablehq/plot";

/** A value of the axis x that a chart is to be read against. */
export interface Reference {
  /** Where it stands. */
  readonly x: number;
  /** What stands beside it. */
  readonly label: string;
}

/** The dashed line of a reference, with its label; nothing where there is none. */
export function referenceMarks(
  reference: Reference | undefined,
): Plot.Markish[] {
  if (reference === undefined) return [];
  return [
    Plot.ruleX([reference.x], {
      stroke: "currentColor",
      strokeDasharray: "4 3",
    }),
    Plot.text([reference.label], {
      x: reference.x,
      frameAnchor: "top",
      textAnchor: "end",
      dx: -6,
      dy: -2,
      fill: "currentColor",
    }),
  ];
}
