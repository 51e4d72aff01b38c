import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/config.ts";
import { bprMax } from "../../../src/model/losses/bpr_max.ts";
import { candidateScores } from "../../../src/model/losses/candidate_scores.ts";
import { crossEntropy } from "../../../src/model/losses/cross_entropy.ts";
import { gbce } from "../../../src/model/losses/gbce.ts";
import { labelSmoothing } from "../../../src/model/losses/label_smoothing.ts";
import { sampledSoftmax } from "../../../src/model/losses/sampled_softmax.ts";
import { sessionLoss } from "../../../src/model/losses/session_loss.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { trainParams } from "../../train/tiny_training.ts";
import { startInstalledBackend } from "../../installed_backend.ts";

await startInstalledBackend();

/** Two sessions, four items, two of them candidates. */
function world() {
  return {
    sessions: tf.tensor2d([[1, 2], [3, -1]]),
    items: tf.tensor2d([[1, 0], [0, 1], [2, 2], [5, 1]]),
    labels: tf.tensor1d([3, 0], "int32"),
    logInclusion: tf.tensor1d([-0.5, -2]),
  };
}

type World = ReturnType<typeof world>;

function assertLoss(
  changes: JsonObject,
  expected: (world: World) => tf.Scalar,
): void {
  tf.tidy(() => {
    const { sessions, items, labels, logInclusion } = world();
    const params = trainParams(changes);
    const loss = sessionLoss(sessions, items, {
      params,
      labels,
      logInclusion: params.loss === "cross_entropy" ? undefined : logInclusion,
      itemCount: 4,
      firstItem: 0,
    });
    assert.deepEqual(loss.dataSync(), expected(world()).dataSync());
  });
}

function scores({ sessions, items, labels }: World) {
  return candidateScores(sessions, items, { labels, candidates: 2 });
}

Deno.test("sessionLoss() is the loss that the parameters name", () => {
  assertLoss(
    { loss: "cross_entropy" },
    ({ sessions, items, labels }) =>
      crossEntropy(sessions, items, { labels, firstItem: 0 }),
  );
  assertLoss(
    { loss: "sampled_softmax" },
    ({ sessions, items, ...options }) =>
      sampledSoftmax(sessions, items, options),
  );
  assertLoss(
    { loss: "bpr_max", bprRegularisation: 0.3 },
    (it) => bprMax(scores(it), 0.3),
  );
  assertLoss(
    { loss: "gbce", gbceCalibration: 0.3 },
    (it) => gbce(scores(it), { calibration: 0.3, itemCount: 4 }),
  );
});

Deno.test("sessionLoss() adds the share of label smoothing to cross entropies", () => {
  assertLoss(
    { loss: "cross_entropy", labelSmoothing: 0.2 },
    ({ sessions, items, labels }) => {
      const term = labelSmoothing(sessions, items, {
        labels,
        logInclusion: undefined,
      });
      return tf.add(
        crossEntropy(sessions, items, { labels, firstItem: 0 }),
        tf.mul(term, 0.2),
      );
    },
  );
  assertLoss(
    { loss: "sampled_softmax", labelSmoothing: 0.2 },
    ({ sessions, items, ...options }) =>
      tf.add(
        sampledSoftmax(sessions, items, options),
        tf.mul(labelSmoothing(sessions, items, options), 0.2),
      ),
  );
});
