import assert from "node:assert/strict";
import {
  padSteps,
  toPacked,
  toPadded,
} from "../../../src/model/encoders/padded_steps.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { startInstalledBackend } from "../../installed_backend.ts";

await startInstalledBackend();

Deno.test("padSteps() lays sessions of 3 and 1 events out as a rectangle", () => {
  const { B, T, slots, places } = padSteps([2, 1, 1]);
  assert.deepEqual([B, T], [2, 3]);
  // Slots 0 and 1 are first events; 4 marks places without an event.
  assert.deepEqual([...slots], [0, 2, 3, 1, 4, 4]);
  assert.deepEqual([...places], [0, 3, 1, 2]);
});

Deno.test("toPacked() is the way back of toPadded(), which fills with zeros", () => {
  const steps = padSteps([2, 1, 1]);
  const packed = tf.tensor2d([[1, 2], [3, 4], [5, 6], [7, 8]]);
  const padded = toPadded(packed, steps);
  assert.deepEqual(padded.arraySync(), [
    [[1, 2], [5, 6], [7, 8]],
    [[3, 4], [0, 0], [0, 0]],
  ]);
  assert.deepEqual(
    toPacked(padded, steps).arraySync(),
    packed.arraySync(),
  );
});
