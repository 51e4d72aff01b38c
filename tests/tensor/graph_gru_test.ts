import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { graphGru } from "../../src/tensor/graph_gru.ts";
import { assertClose } from "./assert_close.ts";
import { drawNumbers } from "./draw_numbers.ts";
import { finiteDifferences } from "./finite_differences.ts";
import { graphResults } from "./graph/graph_results.ts";
import { drawGru, eventCount, GRU_CASES, GRU_NAMES } from "./gru_cases.ts";
import { available, onBackends } from "./on_backends.ts";
import { scalarGru } from "./scalar_gru.ts";

Deno.test({
  name: "graphGru() gives the states and gradients of packedGru()",
  ignore: !available.has("tensorflow"),
  async fn() {
    const { gru, before, after } = await graphResults();
    for (const [at, shape] of GRU_CASES.entries()) {
      const { counts, H, title } = shape;
      const { byGraph, value, gradients } = gru[at]!;
      assert.equal(byGraph, counts.length > 1, title);
      const numbers = drawGru(shape);
      const probe = drawNumbers(seededPrng(9), eventCount(counts) * H);
      const loss = () =>
        scalarGru(numbers, counts).reduce((s, h, i) => s + h * probe[i]!, 0);
      const tolerance = 3e-6;
      assertClose([value], [loss()], { tolerance, what: title });
      for (const [i, name] of GRU_NAMES.entries()) {
        const expected = finiteDifferences(numbers[name], loss);
        const what = `${title}: ${name}`;
        assertClose(gradients[i]!, expected, { tolerance, what });
      }
    }
    assert.deepEqual(after, before);
  },
});

onBackends("graphGru() leaves other backends and long sessions alone", () => {
  assert.equal(graphGru([3, 2, 1]), undefined);
}, { only: ["webgpu", "wasm"] });

onBackends("graphGru() leaves long sessions alone", () => {
  assert.equal(graphGru(Array.from({ length: 33 }, () => 1)), undefined);
  assert.equal(graphGru([5]), undefined);
}, { only: ["tensorflow"] });
