import assert from "node:assert/strict";
import { GraphOperations } from "../../../src/tensor/graph/graph_operations.ts";
import { GraphSteps } from "../../../src/tensor/graph/graph_steps.ts";
import { available } from "../on_backends.ts";
import { graphResults } from "./graph_results.ts";

Deno.test({
  name: "GraphSteps cuts events into steps by counts that are given as it runs",
  ignore: !available.has("tensorflow"),
  async fn() {
    const { steps } = await graphResults();
    assert.deepEqual(steps, [
      ...[[1, 2, 3], [4], []], // all events by step
      ...[[4], [4], []], // those after the first step
      ...[[1], [4, 0, 0]], // from the first step to the second, and back
      ...[[], [0]], // from the second to the third, which has none
    ]);
  },
});

Deno.test("GraphSteps has as many steps as its graph is made for", () => {
  const on = new GraphOperations();
  const steps = new GraphSteps(on, on.input("int32"), 4);
  assert.equal(steps.count, 4);
  assert.equal(steps.split(on.input()).length, 4);
  assert.equal(steps.splitLater(on.input()).length, 3);
});
