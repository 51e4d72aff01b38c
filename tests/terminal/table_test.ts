import assert from "node:assert/strict";
import { table } from "../../src/terminal/table.ts";

Deno.test("table() aligns numbers to the right and text to the left", () => {
  const text = table(["model", "recall@20", "items"], [
    ["popularity", 0.0412, 12000],
    ["gru", 0.693, 7],
  ]);
  assert.equal(
    text,
    [
      "model       recall@20   items",
      "──────────  ─────────  ──────",
      "popularity     0.0412  12,000",
      "gru            0.6930       7",
    ].join("\n"),
  );
});

Deno.test("table() shows missing values as a dash and leaves no space at line ends", () => {
  const text = table(["id", "note"], [["a", null], ["b", undefined], [
    "c",
    "long note",
  ]]);
  assert.deepEqual(text.split("\n").slice(2), [
    "a   –",
    "b   –",
    "c   long note",
  ]);
});

Deno.test("table() sets the best of a column in bold, by value and not by rounding", () => {
  const text = table(["model", { header: "mrr", best: "highest" }], [
    ["a", 0.29851],
    ["b", 0.29852],
  ], { color: true });
  assert.deepEqual(text.split("\n").slice(2), [
    "a      0.2985",
    "b      \x1b[1m0.2985\x1b[22m",
  ]);
});

Deno.test("table() writes no escape codes without color", () => {
  const text = table([{ header: "loss", best: "lowest" }], [[1.5], [0.5]]);
  assert.ok(!text.includes("\x1b"));
});

Deno.test("table() sets the cells in bold that isBold names", () => {
  const text = table(["a", "b"], [["x", "y"]], {
    color: true,
    isBold: (row, column) => row === 0 && column === 1,
  });
  assert.equal(text.split("\n")[2], "x  \x1b[1my\x1b[22m");
});

Deno.test("table() without rows is its header", () => {
  assert.equal(table(["id", "status"], []), "id  status\n──  ──────");
});

Deno.test("table() formats numbers as the column says", () => {
  const text = table(
    [{ header: "share", format: (value) => `${value * 100} %` }],
    [[0.25], [1]],
  );
  assert.deepEqual(text.split("\n").slice(2), [" 25 %", "100 %"]);
});

Deno.test("table() writes all numbers of a column with the same decimals", () => {
  const text = table(["recall"], [[0], [0.5], [1]]);
  assert.deepEqual(text.split("\n").slice(2), ["0.0000", "0.5000", "1.0000"]);
});

Deno.test("table() lets no control character of a value through", () => {
  const text = table(["id"], [["\x1b[2Jevil\nrow\r"]]);
  assert.equal(text.split("\n").length, 3);
  assert.ok(!text.includes("\x1b"));
});
