/**
 * Run by graph_results.ts in a process of its own: see GraphProgram.canRun().
 * Prints, as JSON, what graphs compute.
 */
import { seededPrng } from "../../../src/random.ts";
import type { Node } from "../../../src/tensor/graph/graph_def.ts";
import { GraphProgram } from "../../../src/tensor/graph/graph_program.ts";
import { GraphSteps } from "../../../src/tensor/graph/graph_steps.ts";
import { graphGru } from "../../../src/tensor/graph_gru.ts";
import { startBackend, tf } from "../../../src/tensor/runtime.ts";
import { stepGru } from "../../../src/tensor/step_gru.ts";
import { drawNumbers } from "../draw_numbers.ts";
import {
  drawGru,
  eventCount,
  GRU_CASES,
  gruTensor,
  gruTensors,
} from "../gru_cases.ts";
import { BLOCK_CASES, blockSums } from "../block_cases.ts";
import { LOSS_CASES } from "../../model/losses/loss_cases.ts";
import { A, B, OPERATION_CASES, ROWS, V } from "../operation_cases.ts";

await startBackend("tensorflow");

const operations = OPERATION_CASES.map(({ run }) => {
  const program = new GraphProgram("case", (on) => {
    const inputs: [Node, Node, Node, Node] = [
      ...[on.input(), on.input()] as const,
      ...[on.input(), on.input("int32")] as const,
    ];
    const outputs = [run(on, ...inputs)].flat();
    // What is given cannot be a result too.
    const zero = on.sub(inputs[0], inputs[0]);
    return {
      inputs,
      outputs: outputs.map((it) => it === inputs[0] ? on.add(it, zero) : it),
    };
  });
  const given = [
    ...[tf.tensor2d(A), tf.tensor2d(B)],
    ...[tf.tensor1d(V), tf.tensor1d(ROWS, "int32")],
  ];
  const results = program.run(given).map((it) => [...it.dataSync()]);
  program.dispose();
  return results.flat();
});

/** Steps of 3, 1 and no sessions, of events 1, 2, 3 and 4. */
const steps = new GraphProgram("steps", (on) => {
  const [events, counts] = [on.input(), on.input("int32")];
  const steps = new GraphSteps(on, counts, 3);
  const parts = steps.split(events);
  const later = steps.later(events);
  return {
    inputs: [events, counts],
    outputs: [
      ...[...parts, later, ...steps.splitLater(later)],
      ...[steps.head(parts[0]!, 1), steps.pad(parts[1]!, 1)],
      ...[steps.head(parts[1]!, 2), steps.pad(parts[2]!, 2)],
    ],
  };
}).run([
  tf.tensor2d([[1], [2], [3], [4]]),
  tf.tensor1d([3, 1, 0], "int32"),
]).map((it) => [...it.dataSync()]);

const gru = GRU_CASES.map((shape) => {
  const { counts, H } = shape;
  const probe = drawNumbers(seededPrng(9), eventCount(counts) * H);
  const { value, grads } = tf.valueAndGrads((...values: tf.Tensor[]) => {
    const [inputs, kernel, recurrent, bias, recurrentBias] = values as [
      ...[tf.Tensor2D, tf.Tensor2D, tf.Tensor2D],
      ...[tf.Tensor1D, tf.Tensor1D],
    ];
    const weights = { kernel, recurrent, bias, recurrentBias };
    const states = stepGru(inputs, weights, counts);
    return tf.sum(tf.mul(states, gruTensor(probe, [-1, H])));
  })(gruTensors(drawGru(shape), shape));
  return {
    byGraph: graphGru(counts) !== undefined,
    value: value.dataSync()[0],
    gradients: grads.map((it) => [...it.dataSync()]),
  };
});

const blocks = BLOCK_CASES.map((sizes) =>
  blockSums(sizes).map((it) => [...it.dataSync()])
);
const losses = LOSS_CASES.map(({ loss, inputs }) => {
  const { value, grads } = tf.valueAndGrads(loss)(inputs());
  return [value, ...grads].map((it) => [...it.dataSync()]);
});

const binding =
  (tf.backend() as unknown as { binding: { getNumOfTensors(): number } })
    .binding;
const shape = GRU_CASES[0]!;
const passes = graphGru(shape.counts)!;
const [x, w, u, b, c] = gruTensors(drawGru(shape), shape) as [
  ...[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
];
const runBoth = () =>
  tf.tidy(() => {
    const states = passes.forward({ x, w, u, b, c });
    const dStates = tf.onesLike(states.states);
    passes.backward({ x, w, u, c, ...states, dStates });
  });
runBoth();
const before = [tf.memory().numTensors, binding.getNumOfTensors()];
runBoth();
const after = [tf.memory().numTensors, binding.getNumOfTensors()];

console.log(
  JSON.stringify({ operations, steps, gru, blocks, losses, before, after }),
);
