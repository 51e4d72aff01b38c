import assert from "node:assert/strict";
import { designEffect } from "../../src/drift/design_effect.ts";
import { seededPrng } from "../../src/random.ts";
import { isClose } from "./golden.ts";

const LENGTH = 6;

/** Sessions of six values, all alike with a probability. */
function draw(alike: number) {
  const prng = seededPrng(3);
  const sessions = 3000;
  const codes = new Int32Array(sessions * LENGTH);
  for (let session = 0; session < sessions; session++) {
    const value = Math.floor(4 * prng());
    const same = prng() < alike;
    for (let at = 0; at < LENGTH; at++) {
      codes[session * LENGTH + at] = same ? value : Math.floor(4 * prng());
    }
  }
  const offsets = Int32Array.from(
    { length: sessions + 1 },
    (_, session) => session * LENGTH,
  );
  return { codes, offsets };
}

Deno.test("designEffect() is 1 where values are independent", () => {
  const { codes, offsets } = draw(0);
  const effect = designEffect(codes, { offsets, bins: 4 });
  assert.ok(effect < 1.1, `${effect}`);
});

Deno.test("designEffect() is the sessions' length where their values are all alike", () => {
  const { codes, offsets } = draw(1);
  const effect = designEffect(codes, { offsets, bins: 4 });
  assert.ok(isClose(effect, LENGTH, 0.01), `${effect}`);
});

Deno.test("designEffect() leaves values without a bin out", () => {
  const codes = Int32Array.of(0, -1, 1, 1, -1, 0, -1);
  const offsets = Int32Array.of(0, 2, 4, 6, 7);
  const kept = designEffect(Int32Array.of(0, 1, 1, 0), {
    offsets: Int32Array.of(0, 1, 3, 4),
    bins: 2,
  });
  assert.equal(designEffect(codes, { offsets, bins: 2 }), kept);
  // Shares of a half; residuals ½, 1, ½; (¼ + 1 + ¼) / (4 · ½) twice, × 3/2.
  assert.ok(isClose(kept, 2.25));
});
