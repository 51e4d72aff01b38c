import { tf } from "../../src/tensor/runtime.ts";
import { TensorOperations } from "../../src/tensor/tensor_operations.ts";
import { onBackends } from "./on_backends.ts";
import { A, B, OPERATION_CASES, ROWS, V } from "./operation_cases.ts";

for (const { title, run, expected } of OPERATION_CASES) {
  onBackends(`TensorOperations computes ${title}`, async ({ close }) => {
    const [a, b, v]: tf.Tensor[] = [A, B, V].map((it) => tf.tensor(it));
    const rows = tf.tensor1d(ROWS, "int32");
    const on = new TensorOperations();
    const results = [run<tf.Tensor>(on, a!, b!, v!, rows)].flat();
    const flat = results.map((it) => tf.reshape(it, [-1]));
    await close(tf.concat(flat), expected);
  });
}
