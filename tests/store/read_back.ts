import type pl from "nodejs-polars";
import { resolveParams } from "../../src/config.ts";
import { mysqlSource } from "../../src/events/mysql/mysql_source.ts";
import type { MysqlParams } from "../../src/events/mysql/mysql_params.ts";
import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";

const COLUMNS = {
  session: "session",
  user: "user",
  time: { column: "time" },
  item: "item",
  event: { column: "cart", cart: "1" },
  categories: { brand: "brand" },
  numbers: { price: "price" },
};

/** The events of the dataset "shop" as they are read from the store. */
export async function readBack(
  settings: MysqlSettings,
  more: Record<string, unknown> = {},
): Promise<pl.DataFrame> {
  const events = {
    ...{ format: "mysql", table: "shop_events", order: ["_id"] },
    columns: COLUMNS,
    ...more,
  };
  const params = resolveParams({ preset: { description: "", events } });
  const source = mysqlSource(params.events as MysqlParams, { settings });
  return (await source.read()).frame;
}
