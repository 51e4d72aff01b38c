import assert from "node:assert/strict";
import fc from "fast-check";
import {
  progressFacts,
  renderProgress,
} from "../../src/terminal/render_progress.ts";

const STATE = {
  label: "epoch 1/5",
  share: 0.5,
  rate: 21003.4,
  loss: 5.81234,
  secondsLeft: 41,
};

Deno.test("renderProgress() shows share, events per second, loss and time left", () => {
  assert.equal(
    renderProgress(STATE, 100),
    "epoch 1/5 ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌  50 %  21,003 events/s  loss 5.8123  0:41 left",
  );
});

Deno.test("renderProgress() loses its last parts first where it is narrow", () => {
  assert.equal(
    renderProgress(STATE, 60),
    "epoch 1/5 ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌  50 %  21,003 events/s",
  );
  assert.equal(renderProgress(STATE, 20), "epoch 1/5 50 %");
});

Deno.test("renderProgress() fits every width", () => {
  fc.assert(fc.property(
    fc.record({
      label: fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
      share: fc.double({ min: 0, max: 2, noNaN: true }),
      rate: fc.option(fc.double({ min: 0 }), { nil: undefined }),
      loss: fc.option(fc.double(), { nil: undefined }),
      secondsLeft: fc.option(fc.double({ min: 0 }), { nil: undefined }),
    }),
    fc.integer({ min: 0, max: 120 }),
    (state, width) => renderProgress(state, width).length <= width,
  ));
});

Deno.test("progressFacts() does not say 100 % before the end", () => {
  assert.deepEqual(progressFacts({ label: "", share: 0.9999 }), ["99 %"]);
  assert.deepEqual(progressFacts({ label: "", share: 1 }), ["100 %"]);
});

Deno.test("progressFacts() writes long times with hours", () => {
  const facts = progressFacts({ label: "", share: 0, secondsLeft: 3729 });
  assert.deepEqual(facts, ["0 %", "1:02:09 left"]);
});
