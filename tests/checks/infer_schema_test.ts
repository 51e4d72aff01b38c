import assert from "node:assert/strict";
import { inferSchema } from "../../src/checks/infer_schema.ts";
import { logProfile } from "../../src/checks/log_profile.ts";
import {
  type LogSchema,
  parseSchema,
  serializeSchema,
} from "../../src/checks/log_schema.ts";

const DAY_MS = 86_400_000;

/** Of a log with these times, ms since the epoch; read back as it was written. */
function inferFrom(times: number[]): LogSchema {
  const rows = times.length;
  const time = {
    kind: "time",
    raw: "at",
    values: Float64Array.from(times),
    broken: new Uint8Array(rows),
  } as const;
  const schema = inferSchema(
    logProfile({
      name: "log",
      firstRow: 1,
      rows,
      columns: { time },
      absent: {},
    }),
  );
  return parseSchema(serializeSchema(schema), "schema.json").schema;
}

Deno.test("inferSchema() expects no events a day where there are none between the first and the last", () => {
  const start = Date.UTC(2024, 0, 1);
  const { volume, columns } = inferFrom([start, start + 9 * DAY_MS]);
  assert.equal(volume, null);
  assert.equal(columns.time!.type, "time");
});

Deno.test("inferSchema() compares no times where some lie beyond all calendars", () => {
  const nanoseconds = 1e6 * Date.UTC(2024, 0, 1);
  for (const times of [[nanoseconds], [Date.UTC(2024, 0, 1), nanoseconds]]) {
    const { volume, columns } = inferFrom(times);
    assert.equal(volume, null);
    assert.equal(columns.time, undefined);
  }
});
