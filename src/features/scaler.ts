import { z } from "zod";

/** How a scaler stands in features.json. */
export const scalerSchema = z.strictObject({
  /** Which statistics `center` and `scale` are. */
  kind: z.enum(["robust", "standard", "none"]),
  center: z.number(),
  scale: z.number().positive().refine((scale) => Number.isFinite(1 / scale), {
    message: "must have a finite inverse",
  }),
});

/** A scaler as features.json has it. */
export type ScalerJson = z.infer<typeof scalerSchema>;

/**
 * Shifts and scales one number column: `(value - center) / scale`. The numbers
 * are those of scikit-learn's RobustScaler (median, interquartile range) and
 * StandardScaler (mean, population standard deviation).
 */
export class Scaler {
  /** Which statistics the other two are. */
  readonly kind: ScalerJson["kind"];
  /** What is subtracted. */
  readonly center: number;
  /** What it is divided by then. */
  readonly scale: number;

  /** Takes what was fitted. */
  constructor({ kind, center, scale }: ScalerJson) {
    this.kind = kind;
    this.center = center;
    this.scale = scale;
  }

  /**
   * What a shifted value is multiplied by: 1 / scale. Polars divides a column by
   * a number in just this way, and the bits are to be the same.
   */
  get factor(): number {
    return 1 / this.scale;
  }

  /**
   * Scaled value, rounded to 32 bits; a missing one (null, undefined, NaN) is
   * taken to be the center, which scales to 0.
   */
  apply(value: number | null | undefined): number {
    if (value === null || value === undefined || Number.isNaN(value)) return 0;
    return Math.fround((value - this.center) * this.factor);
  }

  /** The scaler as features.json has it. */
  toJSON(): ScalerJson {
    return { kind: this.kind, center: this.center, scale: this.scale };
  }
}
