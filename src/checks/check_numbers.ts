import { numberProfile } from "./column_profile.ts";
import { countMarks, type Fault, markRows, percent } from "./fault.ts";
import type { NumberSchema, TimeSchema } from "./log_schema.ts";
import type { NumberColumn } from "./log_table.ts";

/** Fewer rows have no middle to speak of. */
const FEW_ROWS = 50;

/** What is wrong with a column of numbers. */
export function checkNumbers(
  column: NumberColumn,
  schema: NumberSchema,
): Fault[] {
  const { raw, values } = column;
  const faults = checkPresence(column, schema);
  const { quartiles: [, median], distinct } = numberProfile(column);
  const isOutside = (value: number) => value < schema.min || value > schema.max;
  const outside = markRows(values.length, (row) => isOutside(values[row]!));
  const count = countMarks(outside);
  if (count > 0) {
    faults.push({
      rule: "out of range",
      column: raw,
      found: farthest(values, schema),
      wanted: `${short(schema.min)} to ${short(schema.max)}`,
      marks: outside,
    });
  }
  const [low, high] = schema.median;
  if (values.length >= FEW_ROWS && (median < low || median > high)) {
    faults.push({
      rule: "scale",
      column: raw,
      found: `a median of ${short(median)}`,
      wanted: `${short(low)} to ${short(high)}`,
    });
  }
  if (schema.varies && distinct === 1 && values.length >= FEW_ROWS) {
    faults.push({
      rule: "constant",
      column: raw,
      found: `${values.find((it) => !Number.isNaN(it))} in every row`,
      wanted: "more than one value",
    });
  }
  return faults;
}

/** What is missing in a column of numbers or times, or cannot be read. */
export function checkPresence(
  column: NumberColumn,
  schema: NumberSchema | TimeSchema,
): Fault[] {
  const { raw, kind, values, broken } = column;
  const faults: Fault[] = [];
  const unread = countMarks(broken);
  if (unread > 0) {
    faults.push({
      rule: "wrong type",
      column: raw,
      found: `${unread.toLocaleString("en")} of ${
        values.length.toLocaleString("en")
      } values are no ${kind}`,
      wanted: kind === "time" ? "times" : "numbers",
      marks: broken,
    });
  }
  const isMissing = (row: number) =>
    Number.isNaN(values[row]!) && broken[row] === 0;
  const marks = markRows(values.length, isMissing);
  const missing = countMarks(marks) / Math.max(1, values.length);
  if (missing > schema.maxMissing) {
    faults.push({
      rule: "missing values",
      column: raw,
      found: `${percent(missing)} of the rows`,
      wanted: `at most ${percent(schema.maxMissing)}`,
      marks,
    });
  }
  return faults;
}

/** `down to -5`, `up to 1,200`, or both. */
function farthest(
  values: Float64Array,
  { min, max }: NumberSchema,
): string {
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    if (values[row]! < low) low = values[row]!;
    if (values[row]! > high) high = values[row]!;
  }
  return [
    ...(low < min ? [`down to ${short(low)}`] : []),
    ...(high > max ? [`up to ${short(high)}`] : []),
  ].join(", ");
}

function short(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
