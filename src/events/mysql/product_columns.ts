import type { MysqlParams } from "./mysql_params.ts";
import { rawColumns } from "../raw_columns.ts";

/** The columns that a preset reads and that come from the versions of products. */
export function productColumns(
  { columns, products }: Pick<MysqlParams, "columns" | "products">,
): string[] {
  return rawColumns(columns).filter((it) => products?.columns.includes(it));
}
