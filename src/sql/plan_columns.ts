import type { ColumnsParams, PrepareParams } from "../config.ts";
import type { CodedColumn } from "./encode_sql.ts";

/** Options of {@link PlanColumns}. */
export interface PlanColumnsOptions {
  /** Names and kinds of the events' columns. */
  readonly columns: ColumnsParams;
  /** How events are prepared. */
  readonly prepare: PrepareParams;
  /** Start of the names of all tables. */
  readonly prefix: string;
  /** Whether events say which of them are to be predicted. */
  readonly marked: boolean;
}

/** What a plan's tables call the columns of events, and which step wants which. */
export class PlanColumns {
  readonly #options: PlanColumnsOptions;

  /** Nothing is looked at yet. */
  constructor(options: PlanColumnsOptions) {
    this.#options = options;
  }

  /** The column that tells visits apart. */
  get visit(): string {
    return this.#options.columns.session === undefined ? "usr" : "session";
  }

  /** All columns of canonical events but `rid` and `target`. */
  get events(): string[] {
    const { columns } = this.#options;
    const prefixed = (prefix: string, names: object) =>
      Object.keys(names).map((it) => `${prefix}${it}`);
    return [
      ...(columns.session === undefined ? [] : ["session"]),
      ...(columns.user === undefined ? [] : ["usr"]),
      ...["time", "item", "cart"],
      ...prefixed("c_", columns.categories),
      ...prefixed("k_", columns.keys),
      ...prefixed("n_", columns.numbers),
    ];
  }

  /** Only what cleaning looks at: the rest is fetched at its end. */
  get cleaning(): string[] {
    const { prepare: { require, uniqueInSession }, marked } = this.#options;
    return [
      ...new Set([
        ...["rid", "time", "item", "cart"],
        ...(marked ? ["target"] : []),
        ...require.map((it) => `n_${it}`),
        ...uniqueInSession.map((it) => this.columnOf(it)),
      ]),
    ];
  }

  /** The products' codes. */
  get item(): CodedColumn {
    return this.#coded("item", "item");
  }

  /** The users' codes; undefined where there are none. */
  get user(): CodedColumn | undefined {
    const { user } = this.#options.columns;
    return user === undefined ? undefined : this.#coded("user", "first_usr");
  }

  /** Categories of events, calendar columns among them, in the order of the alphabet. */
  get categories(): CodedColumn[] {
    const { itemFeatures } = this.#options.prepare;
    return this.#categories(itemFeatures.categories, false);
  }

  /** Numbers of events, in the order of the alphabet. */
  get numbers(): string[] {
    const { itemFeatures } = this.#options.prepare;
    return this.#numbers(itemFeatures.numbers, false);
  }

  /** Whether anything is to be known of items, by events or otherwise. */
  get tellOfItems(): boolean {
    const { categories, numbers } = this.#options.prepare.itemFeatures;
    return categories.length + numbers.length > 0;
  }

  /** Categories that tell of the item rather than of the event. */
  get itemCategories(): CodedColumn[] {
    const { itemFeatures } = this.#options.prepare;
    return this.#categories(itemFeatures.categories, true);
  }

  /** Numbers that do. */
  get itemNumbers(): string[] {
    const { itemFeatures } = this.#options.prepare;
    return this.#numbers(itemFeatures.numbers, true);
  }

  /** The column that holds the item, a category or a key. */
  columnOf(name: string): string {
    if (name === "item") return "item";
    return name in this.#options.columns.categories ? `c_${name}` : `k_${name}`;
  }

  /** Those that are among the names, or those that are not. */
  #categories(names: readonly string[], among: boolean): CodedColumn[] {
    const { columns, prepare } = this.#options;
    const coded = (prefix: string, all: readonly string[]) =>
      all.filter((it) => names.includes(it) === among)
        .map((it) => this.#coded(it, `${prefix}${it}`));
    return [
      ...coded("c_", Object.keys(columns.categories)),
      ...coded("t_", prepare.calendar),
    ].sort((a, b) => a.name < b.name ? -1 : 1);
  }

  #numbers(names: readonly string[], among: boolean): string[] {
    return Object.keys(this.#options.columns.numbers)
      .filter((it) => names.includes(it) === among).sort();
  }

  #coded(name: string, column: string): CodedColumn {
    const vocabulary = `${this.#options.prefix}v_${column}`;
    return { name, column, vocabulary };
  }
}
