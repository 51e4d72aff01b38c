import { tf } from "../../tensor/runtime.ts";

/**
 * Where each row has a value that is asked for, if rows are worked on in blocks:
 * its number within its block, and the column.
 *
 * @param columns `[N]`.
 * @param sizes Rows of each block, `N` in all.
 * @returns `[N, 1, 2]`
 */
export function blockPlaces(
  columns: tf.Tensor1D,
  sizes: readonly number[],
): tf.Tensor3D {
  const rows = sizes.flatMap((size) => [...Array(size).keys()]);
  return tf.tidy(() => {
    const places = tf.stack([tf.tensor1d(rows, "int32"), columns], 1);
    return tf.reshape(places, [rows.length, 1, 2]);
  });
}
