/**
 * The canonical event schema: the columns of every frame that an event source
 * gives, whatever the shop calls them.
 *
 * | column | type | meaning |
 * | --- | --- | --- |
 * | `session` | Utf8 or Int64, never null | the visit; absent where the data has none (then sessions are cut by gaps of inactivity of a `user`) |
 * | `user` | Utf8 or Int64, null = anonymous | absent where the data has none |
 * | `time` | Int64, never null | milliseconds since the epoch, UTC |
 * | `item` | Utf8 or Int64, never null | the product |
 * | `cart` | Boolean, never null | whether the event puts the product into the cart; absent where the data does not say |
 * | `target` | Boolean, never null | only in given test sets: whether the event is one to be predicted |
 * | any category | Utf8, null = unknown | a column named in `columns.categories` |
 * | any key | Utf8, null = unknown | a column named in `columns.keys` |
 * | any number | Float64, null = missing | a column named in `columns.numbers` |
 *
 * Rows keep the order of the source. Names of categories, numbers and keys must
 * not be one of {@link RESERVED_COLUMNS}.
 */
export const RESERVED_COLUMNS = [
  "session",
  "user",
  "time",
  "item",
  "cart",
  "target",
] as const;
