import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { parquetSource } from "../../src/events/parquet.ts";
import { inFolder } from "./in_folder.ts";

const columns = {
  session: "s",
  user: "u",
  time: { column: "t", format: "iso" },
  item: "i",
  categories: {},
  numbers: { price: "p" },
  keys: {},
};

function part(user: pl.DataType, users: (number | null)[]): pl.DataFrame {
  const rows = users.length;
  return pl.DataFrame({
    s: pl.Series("s", new Array(rows).fill(7), pl.Int32),
    u: pl.Series("u", users, user),
    t: pl.Series("t", new Array(rows).fill(1_500), pl.Int64)
      .cast(pl.Datetime("ms")),
    i: pl.Series("i", ["x", null].slice(0, rows), pl.Utf8),
    p: pl.Series("p", new Array(rows).fill("2.5"), pl.Utf8),
  });
}

Deno.test("parquetSource() reads a folder of parts by name, whatever their types", async () => {
  await inFolder({ "_SUCCESS": "" }, async (folder) => {
    part(pl.Float64, [12, null]).writeParquet(`${folder}/part-2.parquet`);
    part(pl.Int64, [3]).writeParquet(`${folder}/part-1.parquet`);
    const source = parquetSource(folder, { columns });
    const { frame, dropped } = await source.read();
    const rest = { session: "7", time: 1_500, item: "x", price: 2.5 };
    assert.deepEqual(frame.toRecords(), [
      { ...rest, user: "3" },
      { ...rest, user: "12" },
    ]);
    assert.deepEqual(dropped, { "missing item": 1 });
    const digest = await source.digest();
    part(pl.Int64, [4]).writeParquet(`${folder}/part-1.parquet`);
    assert.notEqual(await source.digest(), digest);
  });
});

Deno.test("parquetSource() names the file and row of a wrong value", async () => {
  await inFolder({}, async (folder) => {
    const path = `${folder}/a.parquet`;
    const bad = pl.Series("p", ["1", "dear"], pl.Utf8);
    part(pl.Int64, [1, 2]).withColumn(bad).writeParquet(path);
    await assert.rejects(
      parquetSource(path, { columns }).read(),
      new InputError(`${path}, row 2: p is "dear", a number is wanted`),
    );
  });
});

Deno.test("parquetSource() says what is wrong with a file or folder", async () => {
  await inFolder({ "text.parquet": "a,b\n" }, async (folder) => {
    const path = `${folder}/whole.parquet`;
    part(pl.Int64, [1]).writeParquet(path);
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(`${folder}/cut.parquet`, bytes.subarray(0, -20));
    await Deno.mkdir(`${folder}/none`);
    const wanted = {
      "text.parquet": "is cut off or is no Parquet file",
      "cut.parquet": "is cut off or is no Parquet file",
      "missing.parquet": "does not exist",
      "none": "holds no .parquet file",
    };
    for (const [name, reason] of Object.entries(wanted)) {
      await assert.rejects(
        parquetSource(`${folder}/${name}`, { columns }).read(),
        new InputError(`${folder}/${name} ${reason}`),
      );
    }
  });
});
