import assert from "node:assert/strict";
import { COLORS, escapeText } from "../../src/plots/chart_style.ts";

Deno.test("escapeText() leaves nothing that would be markup", () => {
  assert.equal(escapeText('<a b="&">'), "&lt;a b=&quot;&amp;&quot;>");
});

/** Machado, Oliveira and Fernandes 2009, severity 1: linear RGB to linear RGB. */
const VISION = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.303900],
  ],
};

function linearRgb(color: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

const times = (matrix: readonly number[][], vector: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, it, at) => sum + it * vector[at]!, 0));

/** Ottosson 2020: equal distances look equally far apart. */
function oklab(linear: readonly number[]): number[] {
  const cones = times([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ], linear.map((it) => Math.min(1, Math.max(0, it)))).map(Math.cbrt);
  return times([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
  ], cones);
}

for (const [vision, matrix] of Object.entries(VISION)) {
  Deno.test(`COLORS keep apart (${vision})`, () => {
    const seen = COLORS.map((it) => oklab(times(matrix, linearRgb(it))));
    for (const [at, a] of seen.entries()) {
      for (const b of seen.slice(at + 1)) {
        const distance = Math.hypot(...a.map((value, d) => value - b[d]!));
        assert.ok(distance > 0.12, `${COLORS[at]}: ${distance}`);
      }
    }
  });
}

Deno.test("COLORS stand out on white and on the dark paper", () => {
  const luminance = (color: string) =>
    times([[0.2126, 0.7152, 0.0722]], linearRgb(color))[0]!;
  const dark = luminance("#0d1117");
  for (const color of COLORS) {
    const own = luminance(color);
    assert.ok(1.05 / (own + 0.05) > 2.9, color);
    assert.ok((own + 0.05) / (dark + 0.05) > 2.9, color);
  }
});
