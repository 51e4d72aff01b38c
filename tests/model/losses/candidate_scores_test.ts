import { candidateScores } from "../../../src/model/losses/candidate_scores.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../../tensor/on_backends.ts";

onBackends(
  "candidateScores() scores targets and candidates, and says where they meet",
  async ({ close }) => {
    const sessions = tf.tensor2d([[1, 0], [0, 2]]);
    const items = tf.tensor2d([[3, 4], [5, 6], [7, 8]]);
    const scores = candidateScores(sessions, items, {
      labels: tf.tensor1d([1, 2], "int32"),
      candidates: 2,
    });
    await close(scores.targets, [5, 16]);
    await close(scores.candidates, [3, 5, 8, 12]);
    // The second target is no candidate.
    await close(scores.isTarget, [0, 1, 0, 0]);
  },
);

onBackends(
  "candidateScores() differentiates by sessions and items",
  async ({ close }) => {
    const [dSessions, dItems] = tf.grads((s: tf.Tensor, i: tf.Tensor) => {
      const scores = candidateScores(s as tf.Tensor2D, i as tf.Tensor2D, {
        labels: tf.tensor1d([1, 1], "int32"),
        candidates: 1,
      });
      return tf.add(
        tf.sum(scores.targets),
        tf.mul(10, tf.sum(scores.candidates)),
      );
    })([tf.tensor2d([[1, 0], [0, 2]]), tf.tensor2d([[3, 4], [5, 6], [7, 8]])]);
    await close(dSessions!, [35, 46, 35, 46]);
    await close(dItems!, [10, 20, 1, 2, 0, 0]);
  },
);
