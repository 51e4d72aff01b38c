import assert from "node:assert/strict";
import { nothingLeft } from "../../src/prepare/nothing_left.ts";

Deno.test("nothingLeft() blames the step that dropped the most", () => {
  const step = (name: string, rowsBefore: number, dropped: number) => ({
    ...{ step: name, rowsBefore, dropped, rowsAfter: rowsBefore - dropped },
    ...{ sessionsAfter: 1, reason: `why ${name}` },
  });
  assert.equal(
    nothingLeft([step("a", 9, 1), step("b", 8, 6), step("c", 2, 2)]).message,
    "No session is left after cleaning: step b dropped the most, 6 of 8 events (why b)",
  );
});
