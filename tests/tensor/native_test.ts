import assert from "node:assert/strict";
import { attribute, isNative, runOp } from "../../src/tensor/native.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

onBackends("isNative() is true of TensorFlow alone", ({ backend }) => {
  assert.equal(isNative(), backend === "tensorflow");
});

onBackends(
  "runOp() runs operations that tfjs does not wrap",
  async ({ close }) => {
    const x = tf.tensor1d([0, 1, 2]);
    const [result] = runOp("Betainc", [
      tf.scalar(1),
      tf.scalar(2),
      tf.scalar(0.5),
    ], {
      attributes: [attribute.type("T", "float32")],
    });
    await close(result!, [0.75]); // 1 − (1 − x)²
    const [flags] = runOp("IsFinite", [x], {
      attributes: [attribute.type("T", "float32")],
    });
    assert.equal(flags!.dtype, "bool");
  },
  { only: ["tensorflow"] },
);

onBackends(
  "runOp() gives several results and none",
  async ({ close, leaked }) => {
    const x = tf.tensor1d([3, 1, 2]);
    const topK = () =>
      runOp("TopKV2", [x, tf.scalar(2, "int32")], {
        attributes: [
          attribute.bool("sorted", true),
          attribute.type("T", "float32"),
        ],
        outputs: 2,
      });
    const [values, places] = topK();
    await close(values!, [3, 2]);
    await close(places!, [0, 2]);
    assert.equal(await leaked(() => tf.tidy(() => void topK())), 0);
    const none = runOp("NoOp", [], { outputs: 0 });
    assert.deepEqual(none, []);
  },
  { only: ["tensorflow"] },
);

onBackends(
  "runOp() says which operation does not exist",
  () => {
    assert.throws(() => runOp("NoSuchOperation", []), /NoSuchOperation/);
  },
  { only: ["tensorflow"] },
);
