import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import { encodeWindow } from "../../src/prepare/encode_window.ts";
import { readEventWindow } from "../../src/prepare/event_window.ts";
import { testParams } from "./params.ts";

const window = await readEventWindow({
  name: "log.csv",
  digest: () => Promise.resolve("00"),
  read: () =>
    Promise.resolve({
      frame: pl.DataFrame([
        pl.Series("session", ["1", "1", "1"]),
        pl.Series("user", ["u", "u", "u"]),
        pl.Series("time", [0, 1000, 2000]).cast(pl.Int64),
        pl.Series("item", ["a", "b", "c"]),
      ]),
      dropped: {},
    }),
}, testParams());

function features(items: string[], categories: string[] = []): FeatureSet {
  return new FeatureSet({
    task: "next",
    item: new Vocabulary({ type: "text", values: items }),
    support: new Int32Array(items.length + 2),
    user: new Vocabulary({ type: "text", values: ["v"] }),
    categories: Object.fromEntries(
      categories.map((
        it,
      ) => [it, new Vocabulary({ type: "text", values: [] })]),
    ),
    calendar: [],
    numbers: {},
  });
}

Deno.test("encodeWindow() gives each model the same targets, by its own vocabulary", () => {
  const first = encodeWindow(window, features(["a", "b"]));
  const second = encodeWindow(window, features(["c", "b", "a"]));
  assert.deepEqual([...first.items], [2, 3, 1]);
  assert.deepEqual([...second.items], [4, 3, 2]);
  assert.deepEqual(first.targets, second.targets);
  assert.deepEqual([...first.users], [1]);
});

Deno.test("encodeWindow() names the column that a model reads and the events lack", () => {
  assert.throws(() => encodeWindow(window, features(["a"], ["brand"])), {
    name: "InputError",
    message: /^The events have no column brand, which the model reads/,
  });
});
