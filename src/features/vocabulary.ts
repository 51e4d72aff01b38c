import { z } from "zod";
import { FIRST_INDEX, OOV } from "./sequences.ts";

/** How a vocabulary stands in features.json. */
export const vocabularySchema = z.strictObject({
  /** What the values were in the data: whole numbers or text. */
  type: z.enum(["integer", "text"]),
  /** The value at index 2, 3, …: by falling training support, then by value. */
  values: z.array(z.string()),
});

/** A vocabulary as features.json has it. */
export type VocabularyJson = z.infer<typeof vocabularySchema>;

/**
 * The values of a column that the training split holds, numbered from 2; 0 is
 * padding, 1 is whatever training did not see (OOV). Values are compared as
 * text, so that 17 and "17" are the same product.
 */
export class Vocabulary {
  /** What the values are. */
  readonly type: VocabularyJson["type"];
  /** In the order of their indices, from 2. */
  readonly values: readonly string[];
  /** Made on the first look-up: training itself needs none. */
  #indices: Map<string, number> | undefined;

  /** Takes what was fitted. */
  constructor({ type, values }: VocabularyJson) {
    this.type = type;
    this.values = values;
  }

  /** Number of indices, padding and OOV included: rows of an embedding. */
  get size(): number {
    return this.values.length + FIRST_INDEX;
  }

  /** Index of a value, {@link OOV} where training did not see it. */
  index(value: string | number | bigint): number {
    this.#indices ??= new Map(
      this.values.map((it, position) => [it, position + FIRST_INDEX]),
    );
    return this.#indices.get(String(value)) ?? OOV;
  }

  /** Value at an index; undefined for padding and OOV. */
  value(index: number): string | undefined {
    return this.values[index - FIRST_INDEX];
  }

  /** The vocabulary as features.json has it. */
  toJSON(): VocabularyJson {
    return { type: this.type, values: [...this.values] };
  }
}
