import { blockPlaces } from "../../../src/model/losses/block_places.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../../tensor/on_backends.ts";

onBackends(
  "blockPlaces() counts rows from the start of their block",
  async ({ close }) => {
    const columns = tf.tensor1d([7, 8, 9], "int32");
    await close(blockPlaces(columns, [2, 1]), [0, 7, 1, 8, 0, 9]);
  },
);
