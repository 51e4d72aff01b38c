import assert from "node:assert/strict";
import { GraphProgram } from "../../../src/tensor/graph/graph_program.ts";
import { available, onBackends } from "../on_backends.ts";

Deno.test({
  name: "GraphProgram.canRun() is false beside another library of LLVM",
  ignore: !available.has("webgpu"),
  fn() {
    const maps = Deno.readTextFileSync("/proc/self/maps");
    assert.equal(GraphProgram.canRun(), !maps.includes("libLLVM"));
  },
});

onBackends("GraphProgram leaves no file behind", () => {
  const graphs = () =>
    [...Deno.readDirSync(Deno.env.get("TMPDIR") ?? "/tmp")]
      .filter(({ name }) => name.startsWith("nextcart-graph-")).length;
  const before = graphs();
  const program = new GraphProgram("sum", (on) => {
    const [a, b] = [on.input(), on.input()];
    return { inputs: [a, b], outputs: [on.add(a, b)] };
  });
  assert.equal(graphs(), before);
  program.dispose();
}, { only: ["tensorflow"] });
