import assert from "node:assert/strict";
import { BrailleCanvas } from "../../src/terminal/braille_canvas.ts";

function text(canvas: BrailleCanvas): string[] {
  return Array.from(
    { length: canvas.rows },
    (_, row) => canvas.row(row).map((cell) => cell.sign).join(""),
  );
}

Deno.test("BrailleCanvas sets each dot of a cell as Unicode numbers them", () => {
  const signs = [0, 1, 2, 3].flatMap((y) =>
    [0, 1].map((x) => {
      const canvas = new BrailleCanvas(1, 1);
      canvas.dot(x, y);
      return text(canvas)[0];
    })
  );
  assert.deepEqual(signs, ["⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"]);
});

Deno.test("BrailleCanvas.line() joins both ends, in any direction", () => {
  const down = new BrailleCanvas(2, 1);
  down.line({ x: 0, y: 0 }, { x: 3, y: 3 });
  const up = new BrailleCanvas(2, 1);
  up.line({ x: 3, y: 3 }, { x: 0, y: 0 });
  assert.deepEqual(text(down), ["⠑⢄"]);
  assert.deepEqual(text(up), text(down));
});

Deno.test("BrailleCanvas leaves out dots outside, and knows whose a cell is", () => {
  const canvas = new BrailleCanvas(2, 1);
  canvas.dot(-1, 0);
  canvas.dot(4, 0);
  canvas.dot(0, 4);
  assert.deepEqual(text(canvas), ["  "]);
  canvas.dot(0, 0, 1);
  canvas.dot(1, 0, 2);
  assert.deepEqual(canvas.row(0), [
    { sign: "⠉", owner: 2 },
    { sign: " ", owner: undefined },
  ]);
});
