/** Name of the table of item embeddings. */
export const ITEM_TABLE = "item.embedding";
/** Name of the table of user embeddings. */
export const USER_TABLE = "user.embedding";
/** Name of the output layer, where it is not the item embeddings. */
export const OUTPUT_TABLE = "output.weight";

/** By table of items, the table of what is known of them, which enters its rows. */
export const FEATURE_TABLES: Readonly<Record<string, string>> = {
  [ITEM_TABLE]: "item_feature.embedding",
  [OUTPUT_TABLE]: "output_feature.weight",
};

/** Name of the embedding table of a category column. */
export function categoryTable(column: string): string {
  return `category.${column}.embedding`;
}
