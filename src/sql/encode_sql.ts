import { OOV, PADDING } from "../features/sequences.ts";
import type { Dialect } from "./dialect.ts";

/** A column that is encoded by a vocabulary. */
export interface CodedColumn {
  /** What the dataset calls it. */
  readonly name: string;
  /** What the events' table calls it. */
  readonly column: string;
  /** Table of its vocabulary. */
  readonly vocabulary: string;
}

/** Options of {@link encodeSelect}. */
export interface EncodeOptions {
  /** Table of the events of all splits. */
  readonly from: string;
  /** The products' codes. */
  readonly item: CodedColumn;
  /** The users' codes; absent where there are none. */
  readonly user: CodedColumn | undefined;
  /** In the order in which they are written. */
  readonly categories: readonly CodedColumn[];
  /** In the order in which they are written. */
  readonly numbers: readonly string[];
  /**
   * Table of all items' codes: one that training has not seen is written as its
   * code below 0, from -1 on. @default {as OOV}
   */
  readonly itemCodes?: string | undefined;
  /** Table of the scalers. */
  readonly scalers: string;
  /** How the engine spells SQL. */
  readonly dialect: Dialect;
}

/** The rows of a split as split_file.ts writes them, sessions in order. */
export function encodeSelect(part: string, options: EncodeOptions): string {
  const { from, item, user, categories, numbers, dialect, itemCodes } = options;
  const coded = [item, ...(user === undefined ? [] : [user]), ...categories];
  const joins =
    coded.map(({ column, vocabulary }) =>
      ` LEFT JOIN ${vocabulary} ON ${vocabulary}.value = told.${column}`
    ).join("") + (itemCodes === undefined
      ? ""
      : ` LEFT JOIN ${itemCodes} ON ${itemCodes}.value = told.${item.column}`);
  const unseen = itemCodes && `-1 - ${itemCodes}.code`;
  const columns = [
    "CAST(session AS INT) AS session",
    `${user === undefined ? "CAST(0 AS INT)" : index(user)} AS ${
      dialect.quote("user")
    }`,
    "time",
    `${index(item, unseen)} AS item`,
    "cart = 1 AS cart",
    "target",
    ...categories.map((it) => `${index(it)} AS ${dialect.quote(it.name)}`),
    ...numbers.map((it) => `${scaled(it, options)} AS ${dialect.quote(it)}`),
  ];
  return `SELECT ${columns.join(", ")} FROM ${from} told${joins} ` +
    `WHERE part = '${part}' ORDER BY told.session, told.k`;
}

/** 0 where there is no value. */
function index(
  { column, vocabulary }: CodedColumn,
  unseen = String(OOV),
): string {
  return `CAST(CASE WHEN told.${column} IS NULL THEN ${PADDING} ` +
    `ELSE coalesce(${vocabulary}.idx, ${unseen}) END AS INT)`;
}

/** As Scaler.apply() does. */
function scaled(name: string, { scalers, dialect }: EncodeOptions): string {
  const of = (value: string) =>
    `(SELECT ${value} FROM ${scalers} WHERE name = ${dialect.string(name)})`;
  return `CAST(coalesce((n_${name} - ${of("center")}) * ${
    of("1 / scale")
  }, 0) AS FLOAT)`;
}
