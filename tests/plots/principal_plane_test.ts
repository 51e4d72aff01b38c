import assert from "node:assert/strict";
import { principalPlane } from "../../src/plots/principal_plane.ts";

Deno.test("principalPlane() puts the longer extent on x, about the middle", () => {
  const points = principalPlane([[0, 1, 5], [10, 1, 5], [5, 0, 5], [5, 2, 5]]);
  const rounded = points.map(({ x, y }) => [
    Math.abs(Math.round(x * 1e6) / 1e6),
    Math.abs(Math.round(y * 1e6) / 1e6),
  ]);
  assert.deepEqual(rounded, [[5, 0], [5, 0], [0, 1], [0, 1]]);
});

Deno.test("principalPlane() lays vectors that are all alike on one point", () => {
  assert.deepEqual(principalPlane([[1, 2], [1, 2]]), [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]);
});
