import { GraphOperations } from "../../../src/tensor/graph/graph_operations.ts";
import assert from "node:assert/strict";
import { assertClose } from "../assert_close.ts";
import { available } from "../on_backends.ts";
import { OPERATION_CASES } from "../operation_cases.ts";
import { graphResults } from "./graph_results.ts";

Deno.test({
  name: "GraphOperations compute what their names say",
  ignore: !available.has("tensorflow"),
  async fn() {
    const { operations } = await graphResults();
    OPERATION_CASES.forEach(({ title, expected }, at) =>
      assertClose(operations[at]!, expected, { tolerance: 1e-6, what: title })
    );
  },
});

Deno.test("GraphOperations add nodes, and compute nothing yet", () => {
  const on = new GraphOperations();
  const [a, b] = [on.input(), on.input()];
  assert.deepEqual([a, b, on.add(a, b)], ["node0", "node1", "node2"]);
  // An axis comes first, as a node too.
  assert.deepEqual(on.splitEqually(a, 2, 0), ["node4:0", "node4:1"]);
});
