import { textProfile } from "./column_profile.ts";
import { type Fault, markRows, percent } from "./fault.ts";
import type { LogSchema } from "./log_schema.ts";
import type { TextColumn } from "./log_table.ts";

/** Options of {@link checkItems}. */
export interface CheckItemsOptions {
  /** What the log is to be like. */
  readonly schema: Pick<LogSchema, "maxItemShare" | "maxNewItems">;
  /** Whether training knows an item. @default {not compared} */
  readonly isKnown?: ((item: string) => boolean) | undefined;
}

/** What is wrong with how often which items come. */
export function checkItems(
  column: TextColumn,
  { schema, isKnown }: CheckItemsOptions,
): Fault[] {
  const { raw, codes, values } = column;
  const { counts, missing } = textProfile(column);
  const events = codes.length - missing;
  if (events === 0) return [];
  const faults: Fault[] = [];
  const top = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  const share = counts[top]! / events;
  if (share > schema.maxItemShare) {
    faults.push({
      rule: "dominating item",
      column: raw,
      found: `"${values[top]}" is ${percent(share)} of the events`,
      wanted: `at most ${percent(schema.maxItemShare)}`,
      marks: markRows(codes.length, (row) => codes[row] === top),
    });
  }
  if (isKnown === undefined) return faults;
  const isNew = newItems(column, isKnown);
  const newShare = counts.reduce((sum, it, at) => sum + it * isNew[at]!, 0) /
    events;
  if (newShare > schema.maxNewItems) {
    faults.push({
      rule: "new items",
      column: raw,
      found: `${
        percent(newShare)
      } of the events are on items that training does not know`,
      wanted: `at most ${percent(schema.maxNewItems)}`,
      marks: markRows(
        codes.length,
        (row) => codes[row]! >= 0 && isNew[codes[row]!] === 1,
      ),
    });
  }
  return faults;
}

/** 1 for each value that training does not know. */
function newItems(
  { values }: TextColumn,
  isKnown: (item: string) => boolean,
): Uint8Array {
  return Uint8Array.from(values, (it) => isKnown(it) ? 0 : 1);
}
