import assert from "node:assert/strict";
import { sequenceFrame } from "../../src/events/sequence_frame.ts";

Deno.test("sequenceFrame() numbers the events in order", () => {
  const frame = sequenceFrame([
    { session: "1", items: ["a", "b"] },
    { session: "2", items: ["c"] },
  ], 100);
  assert.deepEqual(frame.toRecords(), [
    { session: "1", time: 100, item: "a" },
    { session: "1", time: 101, item: "b" },
    { session: "2", time: 102, item: "c" },
  ]);
  assert.equal(frame.schema.time!.variant, "Int64");
});

Deno.test("sequenceFrame() keeps users and targets", () => {
  const frame = sequenceFrame([
    { session: "1", user: "u", items: ["a", "b"], targets: [false, true] },
  ]);
  assert.deepEqual(frame.toRecords(), [
    { session: "1", user: "u", time: 0, item: "a", target: false },
    { session: "1", user: "u", time: 1, item: "b", target: true },
  ]);
});
