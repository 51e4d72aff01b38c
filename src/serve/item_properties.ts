import type { ItemFeatures } from "../features/item_features.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import { ServiceError } from "./service_error.ts";

/** One of these values, or a number within these bounds, both of them allowed. */
export type Condition =
  | readonly (string | number)[]
  | { readonly min?: number | undefined; readonly max?: number | undefined };

/** What is wanted of items, by property: all of it. */
export type ItemFilter = Readonly<Record<string, Condition>>;

/** What is known of the items of a model, to choose among them. */
export class ItemProperties {
  readonly #features: ItemFeatures | undefined;
  /** Codes by property and value: of the properties that are no numbers. */
  readonly #codes = new Map<string, ReadonlyMap<string, number>>();
  /** By property that is a number, that of each item. */
  readonly #numbers: ReadonlyMap<string, Float64Array>;

  /** Takes what is known of the items. */
  constructor(features: ItemFeatures | undefined) {
    this.#features = features;
    this.#numbers = new Map(Object.entries(features?.numbers ?? {}));
    let code = 0;
    for (const [name, count] of Object.entries(features?.features ?? {})) {
      const values = features!.values.slice(code, code + count);
      const first = code;
      code += count;
      if (this.#numbers.has(name)) continue;
      this.#codes.set(
        name,
        new Map(values.map((value, at) => [value, first + at])),
      );
    }
  }

  /** Names, in the order in which they were fitted. */
  get names(): string[] {
    return Object.keys(this.#features?.features ?? {});
  }

  /**
   * By index, 1 where an item meets all conditions: `[V]`.
   *
   * @throws {ServiceError} 400 for a property that is not known, or of another
   * kind.
   */
  select(filter: ItemFilter): Uint8Array {
    const tests = Object.entries(filter).map(([name, condition]) =>
      this.#test(name, condition)
    );
    const V = (this.#features?.offsets.length ?? 1) - 1;
    const selected = new Uint8Array(V);
    for (let item = FIRST_INDEX; item < V; item++) {
      selected[item] = tests.every((meets) => meets(item)) ? 1 : 0;
    }
    return selected;
  }

  #test(name: string, condition: Condition): (item: number) => boolean {
    const column = this.#numbers.get(name);
    const codes = this.#codes.get(name);
    if (column === undefined && codes === undefined) {
      throw ServiceError.badRequest(
        `filter.${name}: not known of this model's products, ${
          this.names.join(", ") || "nothing"
        } is`,
      );
    }
    if ("length" in condition) {
      if (codes !== undefined) return this.#hasAny(codes, condition);
      throw ServiceError.badRequest(
        `filter.${name}: a number, so {"min": …, "max": …} is wanted`,
      );
    }
    const { min = -Infinity, max = Infinity } = condition;
    if (column !== undefined) {
      return (item) => column[item]! >= min && column[item]! <= max;
    }
    throw ServiceError.badRequest(
      `filter.${name}: no number, so a list of values is wanted`,
    );
  }

  #hasAny(
    codes: ReadonlyMap<string, number>,
    values: readonly (string | number)[],
  ): (item: number) => boolean {
    const wanted = new Set(values.map((value) => codes.get(String(value))));
    const { offsets, codes: all } = this.#features!;
    return (item) => {
      for (let at = offsets[item]!; at < offsets[item + 1]!; at++) {
        if (wanted.has(all[at]!)) return true;
      }
      return false;
    };
  }
}
