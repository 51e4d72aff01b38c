/**
 * Run by precision_test.ts in a process of its own, as TensorFlow is told of
 * bfloat16 when it is loaded. Prints by precision, as JSON, the operation that
 * multiplies and the largest error of the products.
 */
import { HandleScope } from "../../src/tensor/handle_scope.ts";
import { PRECISIONS, withPrecision } from "../../src/tensor/precision.ts";
import { profileOperations } from "../../src/tensor/profile_operations.ts";
import { startBackend, tf } from "../../src/tensor/runtime.ts";

await startBackend("tensorflow", { precision: "bfloat16" });
const N = 64;
const rows = Array.from(
  { length: N },
  (_, i) =>
    Array.from({ length: N }, (_, j) => Math.fround(Math.sin(i + 3 * j))),
);
const expected = rows.map((row) =>
  rows.map((_, j) => row.reduce((sum, x, k) => sum + x * rows[k]![j]!, 0))
).flat();
const matrix = tf.tensor2d(rows);

function multiply(): tf.Tensor[] {
  const on = new HandleScope();
  const [handle] = on.take([matrix]) as [number];
  return [tf.matMul(matrix, matrix), on.give(on.matMul(handle, handle))];
}

const found = PRECISIONS.map((precision) => {
  const stop = profileOperations();
  const products = withPrecision(precision, multiply);
  const operations = stop().map(({ operation }) => operation);
  const errors = products.flatMap((product) =>
    Array.from(product.dataSync(), (x, at) => Math.abs(x - expected[at]!))
  );
  return [precision, { operations, error: Math.max(...errors) }];
});
console.log(JSON.stringify(Object.fromEntries(found)));
