import assert from "node:assert/strict";
import { ksPValue } from "../../src/drift/ks_p_value.ts";
import { goldenSamples, isClose } from "./golden.ts";

const SMALL = 1e-9;

const isSmall = ({ reference }: typeof goldenSamples[number]) =>
  reference.length <= 300;
// scipy takes the exact distribution of one sample; the expansion wants some 50.
const isLarge = ({ reference }: typeof goldenSamples[number]) =>
  reference.length >= 300;

for (const golden of goldenSamples.filter(isSmall)) {
  Deno.test(`ksPValue() is scipy's exact one: ${golden.name}`, () => {
    const { reference, current, statistic, exact } = golden;
    const sizes = { reference: reference.length, current: current.length };
    const found = ksPValue(statistic, sizes);
    assert.ok(isClose(found, exact), `${found}, ${exact} is wanted`);
  });
}

for (const golden of goldenSamples.filter(isLarge)) {
  Deno.test(`ksPValue() is scipy's asymptotic one: ${golden.name}`, () => {
    const { reference, current, statistic, asymptotic } = golden;
    const found = ksPValue(statistic, {
      reference: reference.length,
      current: current.length,
      method: "asymptotic",
    });
    const alike = asymptotic < SMALL
      ? found < SMALL
      : isClose(found, asymptotic, 1e-3);
    assert.ok(alike, `${found}, ${asymptotic} is wanted`);
  });
}

Deno.test("ksPValue() takes the expansion where paths are too many to count", () => {
  const sizes = { reference: 40_000, current: 50_000 };
  assert.equal(
    ksPValue(0.01, sizes),
    ksPValue(0.01, { ...sizes, method: "asymptotic" }),
  );
});
