import assert from "node:assert/strict";
import { legend } from "../../src/plots/legend.ts";

const PLACE = { left: 10, top: 40, right: 200 };

Deno.test("legend() begins a row where the width is used up", () => {
  const { svg, height } = legend(["popularity", "markov", "vsknn"], PLACE);
  assert.equal(height, 48);
  const places = [...svg.matchAll(/<circle cx="(\d+)" cy="(\d+)"/g)];
  assert.deepEqual(places.map(([, cx, cy]) => [cx, cy]), [
    ["15", "52"],
    ["119", "52"],
    ["15", "76"],
  ]);
});

Deno.test("legend() takes no room where there is nothing to name", () => {
  assert.deepEqual(legend([], PLACE), { svg: "", height: 0 });
});
