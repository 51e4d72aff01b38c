import assert from "node:assert/strict";
import { runOperations } from "../../src/tensor/run_operations.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "runOperations() gives the results and keeps nothing else",
  async ({ close, leaked }) => {
    const inputs = [tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 5]])];
    const run = () =>
      tf.tidy(() =>
        runOperations(inputs, (on, [a, b]) => {
          const sum = on.add(a!, b!);
          return [on.mul(sum, sum), on.sub(a!, b!)];
        })
      );
    const [squares, differences] = run();
    await close(squares!, [16, 49]);
    await close(differences!, [-2, -3]);
    assert.equal(await leaked(() => tf.dispose(run())), 0);
  },
);
