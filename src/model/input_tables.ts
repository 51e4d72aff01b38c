import type { ModelParams } from "../config.ts";
import type { ModelSizes } from "./model_sizes.ts";
import { categoryTable, ITEM_TABLE, USER_TABLE } from "./table_names.ts";

/** Shapes of the tables whose rows are joined as the encoder's inputs. */
export function inputTables(
  { itemSize, userSize, categorySize }: ModelParams,
  { users, categories }: ModelSizes,
  itemRows: number,
): Record<string, [number, number]> {
  const tables: Record<string, [number, number]> = {
    [ITEM_TABLE]: [itemRows, itemSize],
  };
  if (userSize > 0 && users > 0) tables[USER_TABLE] = [users, userSize];
  if (categorySize > 0) {
    for (const [column, count] of Object.entries(categories)) {
      tables[categoryTable(column)] = [count, categorySize];
    }
  }
  return tables;
}
