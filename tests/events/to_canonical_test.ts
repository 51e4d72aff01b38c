import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { toCanonical } from "../../src/events/to_canonical.ts";
import { InputError } from "../../src/errors.ts";

const columns = {
  session: "visit",
  user: "who",
  time: { column: "at", format: "epoch_ms" },
  item: "what",
  event: { column: "did", cart: "add" },
  categories: { brand: "maker" },
  numbers: { price: "cost" },
  keys: {},
};

/** A raw frame of text columns with one good row, changed as given. */
function raw(changes: Record<string, (string | null)[]>): pl.LazyDataFrame {
  const rows = Object.values(changes)[0]?.length ?? 1;
  const good = {
    visit: "s",
    who: "u",
    at: "5",
    what: "i",
    did: "see",
    maker: "m",
    cost: "1.5",
  };
  const series = Object.entries(good).map(([name, value]) =>
    pl.Series(name, changes[name] ?? new Array(rows).fill(value), pl.Utf8)
  );
  return pl.DataFrame(series).lazy();
}

Deno.test("toCanonical() picks, renames, orders and converts columns", () => {
  const { frame, dropped } = toCanonical(
    raw({ did: ["see", "add", null], maker: ["m", "", null] }),
    { columns, name: "x.csv" },
  );
  assert.deepEqual(frame.columns, [
    "session",
    "user",
    "time",
    "item",
    "cart",
    "brand",
    "price",
  ]);
  const rest = { session: "s", user: "u", time: 5, item: "i", price: 1.5 };
  assert.deepEqual(frame.toRecords(), [
    { ...rest, cart: false, brand: "m" },
    { ...rest, cart: true, brand: null },
    { ...rest, cart: false, brand: null },
  ]);
  assert.deepEqual(dropped, {});
});

Deno.test("toCanonical() writes whole floats as ids without a fraction", () => {
  const frame = pl.DataFrame([
    pl.Series("visit", [7, 8], pl.Int64),
    pl.Series("who", [12, null], pl.Float64),
    pl.Series("at", [1, 2], pl.Int64),
    pl.Series("what", [3, 4.5], pl.Float64),
  ]);
  const { session, user, time, item } = columns;
  const canonical = toCanonical(frame.lazy(), {
    columns: {
      session,
      user,
      time,
      item,
      categories: {},
      numbers: {},
      keys: {},
    },
    name: "x",
  }).frame;
  assert.deepEqual(canonical.toRecords(), [
    { session: "7", user: "12", time: 1, item: "3" },
    { session: "8", user: null, time: 2, item: "4.5" },
  ]);
});

Deno.test("toCanonical() takes NaN and infinite numbers for missing ones", () => {
  const { frame } = toCanonical(raw({ cost: ["NaN", "inf", "-1e3"] }), {
    columns,
    name: "x",
  });
  assert.deepEqual(frame.getColumn("price").toArray(), [null, null, -1000]);
});

Deno.test("toCanonical() adds milliseconds that are kept apart from the day", () => {
  const { frame } = toCanonical(raw({ at: ["1000"], cost: ["234"] }), {
    columns: {
      ...columns,
      time: { ...columns.time, plusMs: "cost" },
      numbers: {},
    },
    name: "x",
  });
  assert.deepEqual(frame.getColumn("time").toArray(), [1234]);
});

Deno.test("toCanonical() names a missing column and those there are", () => {
  assert.throws(
    () => toCanonical(raw({}).drop("what"), { columns, name: "x.csv" }),
    new InputError(
      'x.csv: column "what" is missing, there are visit, who, at, did, maker, cost',
    ),
  );
});

Deno.test("toCanonical() names the row and value that is no number", () => {
  assert.throws(
    () =>
      toCanonical(raw({ cost: ["1", null, "abc", "def"] }), {
        columns,
        name: "x.csv",
        firstRow: 2,
      }),
    new InputError('x.csv, row 4: cost is "abc", a number is wanted'),
  );
});

Deno.test("toCanonical() names the row and value that is no time", () => {
  for (const format of ["epoch_ms", "iso"]) {
    const time = { column: "at", format };
    const good = format === "iso" ? "2024-01-01" : "1";
    assert.throws(
      () =>
        toCanonical(raw({ at: [good, "", "noon"] }), {
          columns: { ...columns, time },
          name: "x.csv",
        }),
      new InputError(
        `x.csv, row 3: at is "noon", a time (${format}) is wanted`,
      ),
    );
  }
});
