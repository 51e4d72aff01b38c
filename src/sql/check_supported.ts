import { InputError } from "../errors.ts";
import type { ColumnsParams, PrepareParams } from "../config.ts";
import { checkCleaningNames } from "../prepare/check_cleaning_names.ts";
import { checkFrequencyNames } from "../prepare/check_frequency_names.ts";
import type { EventSources } from "../prepare/prepare_key.ts";
import { NO_ITEM_FEATURES } from "../prepare/know_items.ts";
import { NO_TEST_SET } from "../prepare/split.ts";

/**
 * Checks that all steps can be said in SQL.
 *
 * @throws {InputError} where something is asked for that only `--engine polars`
 * can do, or a parameter names a column that is not there.
 */
export function checkSupported(
  sources: EventSources,
  { columns, prepare }: {
    readonly columns: ColumnsParams;
    readonly prepare: PrepareParams;
  },
): void {
  const { itemFeatures, hideItems, split, task, calendar } = prepare;
  if (hideItems.share > 0) {
    throw new InputError(
      "prepare.hideItems.share is not known to SQL engines, --engine polars is wanted",
    );
  }
  const named = itemFeatures.categories.length + itemFeatures.numbers.length;
  if (sources.items !== undefined && named === 0) {
    throw new InputError(NO_ITEM_FEATURES);
  }
  if (split.by === "given" && sources.test === undefined) {
    throw new InputError(NO_TEST_SET);
  }
  if (split.by === "leave_one_out" && task === "cart") {
    throw new InputError(
      "Parameter prepare.task is cart, next is wanted where prepare.split.by is leave_one_out",
    );
  }
  const categories = Object.keys(columns.categories).sort();
  const numbers = Object.keys(columns.numbers).sort();
  const keys = Object.keys(columns.keys);
  checkCleaningNames({ categories, numbers, keys }, prepare);
  const taken = calendar.find((it) => categories.includes(it));
  if (taken !== undefined) {
    throw new InputError(
      `Parameter prepare.calendar: the events have a column "${taken}" already`,
    );
  }
  const user = columns.user === undefined ? [] : ["user"];
  checkFrequencyNames(
    [...user, "item", ...categories, ...calendar]
      .filter((it) => !itemFeatures.categories.includes(it)),
    prepare,
  );
}
