import assert from "node:assert/strict";
import { showTraining } from "../../../tasks/train/show_training.ts";

/** What is shown, and the texts that it has written. */
function show(isTerminal = false) {
  const texts: string[] = [];
  const shown = showTraining(2, {
    write: (text) => void texts.push(text),
    isTerminal,
  });
  return { shown, texts };
}

const STEP = { epoch: 0, steps: 2, targets: 30, loss: 2.5, lastLoss: 2 };
const RECORD = { epoch: 1, loss: 2.25, learningRate: 0.1 };

Deno.test("showTraining() leaves a line an epoch: loss, validation, speed", () => {
  const { shown, texts } = show();
  shown.onStep({ ...STEP, step: 1, seconds: 0.5 });
  shown.onStep({ ...STEP, step: 2, seconds: 2 });
  shown.onEpoch({ ...RECORD, validation: { "mrr@20": 0.125 } }, "mrr@20");
  assert.equal(
    texts.at(-1),
    "epoch 1/2   loss 2.2500   validation mrr@20 0.1250   30 events/s\n",
  );
});

Deno.test("showTraining() leaves validation out where there is none", () => {
  const { shown, texts } = show();
  shown.onStep({ ...STEP, steps: 1, step: 1, seconds: 0.5 });
  shown.onEpoch({ ...RECORD, validation: {} }, "mrr@20");
  assert.equal(texts.at(-1), "epoch 1/2   loss 2.2500   60 events/s\n");
});

Deno.test("showTraining() measures whole epochs, together", () => {
  const { shown } = show();
  assert.equal(shown.eventsPerSecond(), 0);
  shown.onStep({ ...STEP, step: 1, seconds: 1 });
  assert.equal(shown.eventsPerSecond(), 0);
  shown.onStep({ ...STEP, step: 2, seconds: 2 });
  shown.onEpoch({ ...RECORD, validation: {} }, "mrr@20");
  shown.onStep({ ...STEP, epoch: 1, step: 1, seconds: 0.5 });
  shown.onStep({ ...STEP, epoch: 1, step: 2, seconds: 1 });
  // 60 targets in 2 s, then 60 in 1 s.
  assert.equal(shown.eventsPerSecond(), 40);
});

Deno.test("showTraining() clears the bar of a terminal when it is stopped", () => {
  const { shown, texts } = show(true);
  shown.onStop();
  assert.deepEqual(texts, []);
  shown.onStep({ ...STEP, step: 1, seconds: 0.5 });
  assert.match(texts.at(-1)!, /epoch 1\/2/);
  shown.onStop();
  assert.equal(texts.at(-1), "\r\x1b[2K");
});
