import assert from "node:assert/strict";
import { compareCategories } from "../../src/drift/compare_categories.ts";

const params = { categories: 2, minStability: 0.1 };

/** Each value so many times, a session each. */
function sample(counts: Record<string, number>) {
  const values = Object.keys(counts);
  const codes = Int32Array.from(
    Object.values(counts).flatMap((count, code) =>
      new Array<number>(count).fill(code)
    ),
  );
  const offsets = Int32Array.from({ length: codes.length + 1 }, (_, at) => at);
  return { texts: { codes, values }, offsets };
}

Deno.test("compareCategories() keeps the most frequent values of the reference and joins the rest", () => {
  const { bins, drifted, kind } = compareCategories(
    sample({ red: 50, blue: 30, green: 15, pink: 5 }),
    sample({ blue: 30, red: 50, pink: 20 }),
    { name: "colour", alpha: 0.01, params },
  );
  assert.deepEqual(bins, [
    { label: "red", reference: 0.5, current: 0.5 },
    { label: "blue", reference: 0.3, current: 0.3 },
    { label: "(other)", reference: 0.2, current: 0.2 },
  ]);
  assert.equal(drifted, false);
  assert.equal(kind, "category");
});

Deno.test("compareCategories() takes the same change for chance in few values and for drift in many", () => {
  const compare = (times: number) =>
    compareCategories(
      sample({ red: 5 * times, blue: 5 * times }),
      sample({ red: 8 * times, blue: 2 * times }),
      { name: "colour", alpha: 0.01, params },
    );
  assert.equal(compare(1).drifted, false);
  assert.equal(compare(100).drifted, true);
  const [psi] = compare(100).measures;
  // 0.3 ln 1.6 − 0.3 ln 0.4, less what smoothing takes
  assert.ok(Math.abs(psi!.value - 0.3 * Math.log(4)) < 0.005);
});

Deno.test("compareCategories() takes a difference that does not matter for none, however sure it is", () => {
  const { measures: [psi], drifted } = compareCategories(
    sample({ red: 50_000, blue: 50_000 }),
    sample({ red: 52_000, blue: 48_000 }),
    { name: "colour", alpha: 0.01, params },
  );
  assert.ok(psi!.value > 20 * psi!.expected!);
  assert.equal(drifted, false);
});
