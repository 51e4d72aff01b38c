import type { PrepareParams } from "../config.ts";
import type { Dialect } from "./dialect.ts";

/**
 * A vocabulary of the training split: `idx` from 2 by falling support, then by
 * value (texts by their bytes), `value` and `support`.
 */
export function vocabularySelect(
  column: string,
  { from, minFrequency }: { from: string; minFrequency: number },
): string {
  return `SELECT ${column} AS value, count(*) AS support, ` +
    `row_number() OVER (ORDER BY count(*) DESC, ${column}) + 1 AS idx ` +
    `FROM ${from} WHERE part = 'train' AND ${column} IS NOT NULL ` +
    `GROUP BY ${column} HAVING count(*) >= ${Math.max(1, minFrequency)}`;
}

/** Kind of a scaler. */
export type ScalerKind = PrepareParams["scalers"][string];

/** A row of a number's scaler, fitted as fitScaler() does: `name`, `center`, `scale`. */
export function scalerSelect(
  name: string,
  { from, kind, dialect }: { from: string; kind: ScalerKind; dialect: Dialect },
): string {
  const row = (center: string, scale: string, rows: string) =>
    `SELECT ${dialect.string(name)} AS name, ` +
    `coalesce(${center}, ${ZERO}) AS center, coalesce(${scale}, ${ONE}) AS scale ` +
    `FROM (${rows}) fitted`;
  const values = `SELECT n_${name} AS x FROM ${from} ` +
    `WHERE part = 'train' AND n_${name} IS NOT NULL`;
  if (kind === "none") return row(ZERO, ONE, "SELECT 1 AS one");
  if (kind === "robust") {
    const quantile = (share: number) => dialect.quantile("x", share);
    return row(
      "median",
      `CASE WHEN spread > ${TINY} THEN spread END`,
      `SELECT ${quantile(0.5)} AS median, ` +
        `${quantile(0.75)} - ${quantile(0.25)} AS spread ` +
        `FROM (${values}) present`,
    );
  }
  const mean =
    `SELECT avg(x) AS mean, count(*) AS many FROM (${values}) present`;
  return row(
    "mean",
    `CASE WHEN variance <= ${CONSTANT} OR sqrt(variance) <= ${TINY} ` +
      `THEN ${ONE} ELSE sqrt(variance) END`,
    `SELECT max(mean) AS mean, max(many) AS many, ` +
      `avg((x - mean) * (x - mean)) AS variance ` +
      `FROM (${values}) present CROSS JOIN (${mean}) middle`,
  );
}

const double = (text: string | number) => `CAST('${text}' AS DOUBLE)`;
const ZERO = double(0);
const ONE = double(1);
/** Below this a number has no finite inverse. */
const TINY = double(5.6e-309);
/** What rounding leaves of the variance of a constant. */
const CONSTANT = `many * ${double(Number.EPSILON)} * variance + ` +
  `pow(many * mean * ${double(Number.EPSILON)}, 2)`;
