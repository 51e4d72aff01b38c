import assert from "node:assert/strict";
import { formatNumber } from "../../src/terminal/format_number.ts";

Deno.test("formatNumber() groups whole numbers by thousands", () => {
  assert.equal(formatNumber(1234567), "1,234,567");
  assert.equal(formatNumber(0), "0");
});

Deno.test("formatNumber() writes others with a fixed count of decimals", () => {
  assert.equal(formatNumber(0.29854), "0.2985");
  assert.equal(formatNumber(0.5, { decimals: 2 }), "0.50");
  assert.equal(formatNumber(12345.678, { decimals: 1 }), "12,345.7");
  assert.equal(formatNumber(1, { decimals: 4 }), "1.0000");
});

Deno.test("formatNumber() shows what is not a number as a dash", () => {
  assert.equal(formatNumber(NaN), "–");
  assert.equal(formatNumber(Infinity), "–");
});
