import { tf } from "../../../src/tensor/runtime.ts";
import { graphResults } from "../../tensor/graph/graph_results.ts";
import { available, onBackends } from "../../tensor/on_backends.ts";
import { LOSS_CASES } from "./loss_cases.ts";

for (const [at, { title, loss, inputs }] of LOSS_CASES.entries()) {
  onBackends(`${title} as a graph gives what it gives here`, async (on) => {
    if (!available.has("tensorflow")) return;
    const { value, grads } = tf.valueAndGrads(loss)(inputs());
    const byGraph = (await graphResults()).losses[at]!;
    await on.close(value, byGraph[0]!, "loss");
    await on.close(grads[0]!, byGraph[1]!, "sessions");
    await on.close(grads[1]!, byGraph[2]!, "items");
  }, { only: ["wasm"], tolerance: 1e-5 });
}
