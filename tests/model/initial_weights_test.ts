import assert from "node:assert/strict";
import type { ItemCodes } from "../../src/features/item_features.ts";
import { initialWeights } from "../../src/model/initial_weights.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

function draw(
  name: string,
  shape: number[],
  { seed = 1, known }: { seed?: number; known?: ItemCodes } = {},
): Float32Array {
  const tensor = initialWeights(seed, { known })(name, shape);
  const values = tensor.dataSync<"float32">();
  tensor.dispose();
  return values;
}

Deno.test("initialWeights() draws embeddings of length about 1", () => {
  const values = draw("item.embedding", [200, 64]);
  const squares = values.reduce((sum, value) => sum + value ** 2, 0) / 200;
  assert.ok(Math.abs(squares - 1) < 0.05, String(squares));
});

Deno.test("initialWeights() draws rows of items a tenth as long where features are added", () => {
  // Item 1 has two features, the others none.
  const known = {
    size: 2,
    offsets: Int32Array.of(0, 0, 2, 2),
    codes: Int32Array.of(0, 1),
  };
  for (const name of ["item.embedding", "output.weight"]) {
    const plain = draw(name, [3, 2]);
    const expected = plain.map((value, at) =>
      [2, 3].includes(at) ? 0.1 * value : value
    );
    assert.deepEqual(draw(name, [3, 2], { known }), expected);
  }
  assert.deepEqual(
    draw("user.embedding", [3, 2], { known }),
    draw("user.embedding", [3, 2]),
  );
});

Deno.test("initialWeights() draws the GRU's and other weights within ±1/√H", () => {
  const shapes: Record<string, number[]> = {
    "gru.0.kernel": [40, 3 * 16],
    "gru.0.bias": [3 * 16],
    "projection.weight": [40, 16],
  };
  for (const [name, shape] of Object.entries(shapes)) {
    const most = draw(name, shape).reduce(
      (a, b) => Math.max(a, Math.abs(b)),
      0,
    );
    assert.ok(most <= 1 / 4 && most > 0.23, `${name}: ${most}`);
  }
});

Deno.test("initialWeights() lets norms change nothing yet", () => {
  assert.deepEqual([...draw("a.norm_scale", [3])], [1, 1, 1]);
  assert.deepEqual([...draw("a.feed_forward_norm_shift", [3])], [0, 0, 0]);
});

Deno.test("initialWeights() draws the same from the same seed, others from another", () => {
  assert.deepEqual(draw("x", [9], { seed: 3 }), draw("x", [9], { seed: 3 }));
  assert.notDeepEqual(draw("x", [9], { seed: 3 }), draw("x", [9], { seed: 4 }));
});
