import { z } from "zod";

/** How a scaler stands in features.json. */
export const scalerSchema = z.strictObject({
  /** Which statistics `center` and `scale` are. */
  kind: z.enum(["robust", "standard", "none"]),
  center: z.number(),
  scale: z.number().positive(),
});

export type ScalerJson = z.infer<typeof scalerSchema>;

/**
 * Shifts and scales one number column: `(value - center) / scale`. The numbers
 * are those of scikit-learn's RobustScaler (median, interquartile range) and
 * StandardScaler (mean, population standard deviation).
 */
export class Scaler {
  readonly kind: ScalerJson["kind"];
  readonly center: number;
  readonly scale: number;

  constructor({ kind, center, scale }: ScalerJson) {
    this.kind = kind;
    this.center = center;
    this.scale = scale;
  }

  /**
   * Scaled value, rounded to 32 bits; a missing one (null, undefined, NaN) is
   * taken to be the center, which scales to 0.
   */
  apply(value: number | null | undefined): number {
    if (value === null || value === undefined || Number.isNaN(value)) return 0;
    return Math.fround((value - this.center) / this.scale);
  }

  toJSON(): ScalerJson {
    return { kind: this.kind, center: this.center, scale: this.scale };
  }
}
