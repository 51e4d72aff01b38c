import * as Plot from "@observablehq/plot";

/** A value of the axis x that a chart is to be read against. */
export interface Reference {
  /** Where it stands. */
  readonly x: number;
  /** What stands beside it. */
  readonly label: string;
}

/** Options of {@link referenceMarks}. */
export interface ReferenceMarksOptions {
  /** On which side of the line its label stands. @default {"left"} */
  readonly side?: "left" | "right";
  /** Whether the label stands above the frame, not in it. @default {false} */
  readonly above?: boolean;
}

/** The dashed line of a reference, with its label; nothing where there is none. */
export function referenceMarks(
  reference: Reference | undefined,
  { side = "left", above = false }: ReferenceMarksOptions = {},
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
      textAnchor: side === "left" ? "end" : "start",
      dx: side === "left" ? -6 : 6,
      dy: above ? -14 : -2,
      fill: "currentColor",
    }),
  ];
}
