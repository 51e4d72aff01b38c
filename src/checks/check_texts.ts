import { textProfile } from "./column_profile.ts";
import { type Fault, markRows, percent } from "./fault.ts";
import type { TextSchema } from "./log_schema.ts";
import type { TextColumn } from "./log_table.ts";

/** Fewer rows say little of what is absent. */
const FEW_ROWS = 50;
const SHOWN_VALUES = 5;

/** What is wrong with a column of texts. */
export function checkTexts(column: TextColumn, schema: TextSchema): Fault[] {
  const rows = column.codes.length;
  const { raw, codes, values } = column;
  const profile = textProfile(column);
  const marksOf = (isBad: (code: number) => boolean) =>
    markRows(rows, (row) => isBad(codes[row]!));
  const shareOf = (flags: Uint8Array) =>
    flags.reduce((sum, flag, code) => sum + flag * profile.counts[code]!, 0) /
    Math.max(1, rows);
  const faults: Fault[] = [];
  const add = (fault: Omit<Fault, "column">) =>
    faults.push({ column: raw, ...fault });

  const missing = profile.missing / Math.max(1, rows);
  if (missing > schema.maxMissing) {
    add({
      rule: "missing values",
      found: `${percent(missing)} of the rows`,
      wanted: `at most ${percent(schema.maxMissing)}`,
      marks: marksOf((code) => code < 0),
    });
  }
  const damaged = shareOf(profile.damaged);
  if (damaged > schema.maxDamaged) {
    add({
      rule: "damaged text",
      found: `${percent(damaged)} of the rows look read in another encoding`,
      wanted: "UTF-8",
      marks: marksOf((code) => code >= 0 && profile.damaged[code] === 1),
    });
  }
  if (schema.varies && profile.distinct === 1 && rows >= FEW_ROWS) {
    add({
      rule: "constant",
      found: `"${values[0]}" in every row`,
      wanted: "more than one value",
    });
  }
  if (schema.values !== null) {
    const known = new Set(schema.values);
    const unknown = Uint8Array.from(values, (it) => known.has(it) ? 0 : 1);
    const share = shareOf(unknown);
    if (share > schema.maxUnknown) {
      const names = values.filter((_, code) => unknown[code] === 1);
      add({
        rule: "unknown value",
        found: `${list(names)} in ${percent(share)} of the rows`,
        wanted: schema.maxUnknown < 0.01
          ? `one of ${list(schema.values)}`
          : `at most ${percent(schema.maxUnknown)} unknown`,
        marks: marksOf((code) => code >= 0 && unknown[code] === 1),
      });
    }
  }
  const there = new Set(values);
  const vanished = schema.frequent.filter((it) => !there.has(it));
  if (vanished.length > 0 && rows - profile.missing >= FEW_ROWS) {
    add({
      rule: "vanished value",
      found: `no ${list(vanished)}`,
      wanted: "what has always been frequent",
    });
  }
  return faults;
}

function list(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN_VALUES).map((it) => `"${it}"`);
  const more = values.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
