/** A property of an item: a text, several, a number, or null: unknown. */
export type ItemProperty = string | number | readonly string[] | null;

/** What a shop knows of its items, by their ids; there need not be events of them. */
export type CatalogueItems = ReadonlyMap<
  string,
  Readonly<Record<string, ItemProperty>>
>;

/** Where properties of items come from. Nothing is opened before it is asked. */
export interface ItemCatalogue {
  /** What is read, as people call it: a path. */
  readonly name: string;
  /**
   * SHA-256, in hex, of what would be read and of how it is understood.
   *
   * @throws {InputError} where there is nothing to read.
   */
  digest(): Promise<string>;
  /**
   * Reads everything.
   *
   * @throws {InputError} naming the file, the row or item, what was found and
   * what was wanted.
   */
  read(): Promise<CatalogueItems>;
}
