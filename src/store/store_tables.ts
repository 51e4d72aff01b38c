import { quoteName } from "../mysql/quote_name.ts";

/** The tables of a dataset in the store, as SQL text. */
export interface StoreTables {
  /** The table of events. */
  readonly events: string;
  /** The table of products' versions. */
  readonly products: string;
  /** The table of prepared splits. */
  readonly prepared: string;
}

/**
 * A dataset's tables: `<dataset>_events`, `<dataset>_products` and
 * `<dataset>_prepared`.
 *
 * @throws {InputError} where MySQL allows no such names.
 */
export function storeTables(dataset: string): StoreTables {
  return {
    events: quoteName(`${dataset}_events`),
    products: quoteName(`${dataset}_products`),
    prepared: quoteName(`${dataset}_prepared`),
  };
}
