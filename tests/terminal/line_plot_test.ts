import assert from "node:assert/strict";
import { linePlot } from "../../src/terminal/line_plot.ts";

const FALLING = {
  label: "k3f9",
  points: [{ x: 1, y: 6 }, { x: 2, y: 4 }, { x: 3, y: 3 }],
};

// 20 dots by 12: (0, 0) → (10, 7) → (19, 11) from the top left.
Deno.test("linePlot() draws a line between labelled axes", () => {
  const text = linePlot([FALLING], { title: "loss", columns: 10, rows: 3 });
  assert.equal(
    text,
    [
      "loss",
      "6.00 ┤⠑⠢⡀",
      "4.50 ┤  ⠈⠑⠤⣀",
      "3.00 ┤      ⠉⠒⠤⣀ k3f9",
      "     └──────────",
      "      1        3",
    ].join("\n"),
  );
});

Deno.test("linePlot() names lines that end in one row side by side", () => {
  const text = linePlot([FALLING, { ...FALLING, label: "z7hh" }], {
    title: "loss",
    rows: 3,
  });
  assert.match(text, / k3f9, z7hh\n/);
});

Deno.test("linePlot() colors lines only when asked to", () => {
  const plain = linePlot([FALLING], { title: "loss" });
  const colored = linePlot([FALLING], { title: "loss", color: true });
  assert.ok(!plain.includes("\x1b"));
  // deno-lint-ignore no-control-regex
  assert.equal(colored.replaceAll(/\x1b\[\d+m/g, ""), plain);
  assert.ok(colored.includes("\x1b[34mk3f9\x1b[39m"));
});

Deno.test("linePlot() leaves out what is not finite, and takes one point or equal ones", () => {
  const holes = { label: "a", points: [{ x: 1, y: NaN }, { x: 2, y: 0.5 }] };
  const text = linePlot([holes], { title: "loss", columns: 3, rows: 3 });
  assert.deepEqual(text.split("\n").slice(1, 4), [
    "       │",
    "0.5000 ┤ ⠠  a",
    "       │",
  ]);
});

Deno.test("linePlot() says so where there is nothing to draw", () => {
  assert.equal(linePlot([], { title: "loss" }), "loss\n(no values)");
});
