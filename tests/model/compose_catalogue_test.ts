import assert from "node:assert/strict";
import { composeCatalogue } from "../../src/model/compose_catalogue.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "../tensor/on_backends.ts";

/** Items 3 and 4 have no row of their own; item 2 has no features. */
const KNOWN = {
  ownRows: 3,
  size: 2,
  offsets: Int32Array.of(0, 0, 1, 1, 2, 6),
  codes: Int32Array.of(0, 1, 0, 1, 0, 1),
};

const values = () => ({
  "item.embedding": tf.tensor2d([[1], [2], [3]]),
  "item_feature.embedding": tf.tensor2d([[10], [20]]),
  "gru.bias": tf.tensor1d([7]),
});

onBackends(
  "composeCatalogue() gives items without a row of their own what is known of them",
  async ({ close }) => {
    const composed = composeCatalogue(values(), KNOWN);
    assert.deepEqual(Object.keys(composed), ["item.embedding", "gru.bias"]);
    assert.deepEqual(composed["item.embedding"]!.shape, [5, 1]);
    await close(composed["item.embedding"]!, [1, 12, 3, 20, 30], "items");
    await close(composed["gru.bias"]!, [7], "others");
  },
);

onBackends(
  "composeCatalogue() composes a large catalogue part by part",
  async ({ close }) => {
    const V = 150_000;
    const known = {
      ownRows: 100_000,
      size: 2,
      offsets: Int32Array.from({ length: V + 1 }, (_, item) => item),
      codes: Int32Array.from({ length: V }, (_, item) => item % 2),
    };
    const own = Float32Array.from({ length: 100_000 }, (_, item) => item);
    const composed = composeCatalogue({
      "item.embedding": tf.tensor2d(own, [100_000, 1]),
      "item_feature.embedding": tf.tensor2d([[0.25], [0.5]]),
    }, known);
    const rows = [0, 65_535, 65_536, 99_999, 100_000, 149_999];
    const picked = tf.gather(composed["item.embedding"]!, rows);
    const expected = [0.25, 65_535.5, 65_536.25, 99_999.5, 0.25, 0.5];
    await close(picked, expected, "items");
  },
);

onBackends(
  "composeCatalogue() leaves nothing but its result",
  async ({ leaked }) => {
    const left = await leaked(() =>
      tf.dispose(composeCatalogue(values(), KNOWN))
    );
    assert.equal(left, 0);
  },
);
