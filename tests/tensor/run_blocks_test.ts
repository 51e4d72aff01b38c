import assert from "node:assert/strict";
import { tf } from "../../src/tensor/runtime.ts";
import { BLOCK_CASES, blockSums } from "./block_cases.ts";
import { graphResults } from "./graph/graph_results.ts";
import { available, onBackends } from "./on_backends.ts";

/** By hand, of {@link BLOCK_CASES}. */
const EXPECTED = [
  [[3, 3], [20, 10, 20]],
  [[1, 9], [20, 10, 20, 10]],
  [[10], [20, 10, 20, 10]],
  [[1, 2, 7], [20, 10, 20, 10]],
];

onBackends("runBlocks() cuts rows into blocks", async ({ close, leaked }) => {
  for (const [at, sizes] of BLOCK_CASES.entries()) {
    const [sums, named] = blockSums(sizes);
    await close(sums!, EXPECTED[at]![0]!);
    await close(named!, EXPECTED[at]![1]!);
  }
  const again = () => tf.dispose(tf.tidy(() => blockSums([2, 1])));
  assert.equal(await leaked(again), 0);
});

Deno.test({
  name: "runBlocks() gives the same by a graph, which serves all sizes",
  ignore: !available.has("tensorflow"),
  async fn() {
    assert.deepEqual((await graphResults()).blocks, EXPECTED);
  },
});
