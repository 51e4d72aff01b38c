/**
 * What the `rid` of a given test set's rows lies above, and that of no other
 * row; also what is added to place something after all rows.
 */
export const AFTER_ALL = "4611686018427387904";
