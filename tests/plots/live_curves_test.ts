import assert from "node:assert/strict";
import { LiveCurves } from "../../src/plots/live_curves.ts";

function recorded(everyMs: number) {
  const drawn: string[] = [];
  const curves = new LiveCurves({
    epochs: 2,
    metric: "mrr@20",
    draw: (html) => drawn.push(html),
    everyMs,
  });
  return { curves, drawn };
}

Deno.test("LiveCurves draws each epoch with its loss and its metric", () => {
  const { curves, drawn } = recorded(0);
  curves.onEpoch({ epoch: 1, loss: 5.5, validation: { "mrr@20": 0.125 } });
  assert.equal(drawn.length, 1);
  assert.match(drawn[0]!, />5\.5000</);
  assert.match(drawn[0]!, />0\.1250</);
});

Deno.test("LiveCurves draws steps no more often than wanted", () => {
  const step = (at: number) => ({ epoch: 0, step: at, steps: 9, lastLoss: 6 });
  const often = recorded(0);
  const seldom = recorded(60_000);
  for (const at of [1, 2, 3]) {
    often.curves.onStep(step(at));
    seldom.curves.onStep(step(at));
  }
  assert.deepEqual([often.drawn.length, seldom.drawn.length], [3, 1]);
});

Deno.test("LiveCurves draws the loss as a mean of the last steps, across epochs", () => {
  const { curves, drawn } = recorded(0);
  curves.onStep({ epoch: 0, step: 1, steps: 1, lastLoss: 6 });
  curves.onStep({ epoch: 1, step: 1, steps: 1, lastLoss: 5 });
  assert.match(drawn.at(-1)!, />5\.9800</);
  // The epoch's own mean would make a jump of it.
  curves.onEpoch({ epoch: 2, loss: 3, validation: {} });
  assert.match(drawn.at(-1)!, />5\.9800</);
});
