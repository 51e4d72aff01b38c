/**
 * Measures, in a process of its own, how fast the backend multiplies large
 * matrices: `matmul_once.ts BACKEND`. Prints floating-point operations a second
 * as JSON: the roof of what a training step can reach. Started by train.ts.
 */
import {
  type BackendName,
  startBackend,
  tf,
} from "../../src/tensor/runtime.ts";

const SIZE = 2048;
const REPEATS = 12;

await startBackend(Deno.args[0] as BackendName);
const a = tf.randomUniform([SIZE, SIZE]);
let leastMs = Infinity;
for (let repeat = 0; repeat < REPEATS; repeat++) {
  const startedAtMs = performance.now();
  const product = tf.matMul(a, a);
  // One value is enough to wait for all of them.
  await tf.tidy(() => tf.slice(product, [0, 0], [1, 1])).data();
  leastMs = Math.min(leastMs, performance.now() - startedAtMs);
  product.dispose();
}
const flops = 2 * SIZE ** 3 / leastMs * 1000;
console.log(JSON.stringify({ flops_per_s: flops }));
