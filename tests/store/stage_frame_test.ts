import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { stageFrame } from "../../src/store/stage_frame.ts";
import { inDatabase, noMysql, withSession } from "../mysql/in_database.ts";
import { onOwnServer } from "../mysql/on_own_server.ts";

const TEXTS = [
  "a😀ß",
  null,
  "NULL",
  "\\N",
  "tab\tline\ncarriage\r",
  'quote"back\\slash\b',
  "'; DROP TABLE t; --",
  "x ",
];
const FRAME = pl.DataFrame({
  text: pl.Series("text", TEXTS, pl.Utf8),
  flag: pl.Series(
    "flag",
    TEXTS.map((_, at) => at === 1 ? null : at % 2 === 0),
    pl.Bool,
  ),
  price: pl.Series("price", TEXTS.map((_, at) => at / 100), pl.Float64),
  at: pl.Series("at", TEXTS.map((_, at) => 1572137999999 + at), pl.Int64)
    .cast(pl.Datetime("ms")),
});
const ROWS = TEXTS.map((text, at) => ({
  _row: String(at + 1),
  text,
  flag: at === 1 ? null : Number(at % 2 === 0),
  price: (at / 100).toFixed(6),
  at: `2019-10-27 ${at === 0 ? "00:59:59.999" : `01:00:00.00${at - 1}`}`,
}));

const MISFIT =
  /^shop\.csv: Data (truncated|too long) for column 'text' at row 2; nothing was loaded$/;

Deno.test({
  name: "stageFrame() brings every text, number and time over as it is",
  ignore: noMysql,
  fn: () =>
    inDatabase(({ settings }) =>
      withSession(settings, async (session) => {
        await stageFrame(session, FRAME, { table: "staged", name: "x" });
        const rows = await session.rows("SELECT * FROM staged ORDER BY _row");
        assert.deepEqual(rows, ROWS);
      })
    ),
});

Deno.test({
  name: "stageFrame() takes INSERTs where the server forbids LOAD DATA LOCAL",
  ignore: noMysql,
  fn: () =>
    onOwnServer(({ settings }) =>
      withSession(settings, async (session) => {
        const many = pl.concat(new Array(200).fill(FRAME));
        await stageFrame(session, many, { table: "staged", name: "x" });
        const rows = await session.rows("SELECT * FROM staged ORDER BY _row");
        assert.equal(rows.length, 1600);
        assert.deepEqual(rows.slice(0, 8), ROWS);
        const long = pl.DataFrame({ text: ["a", "b".repeat(256)] });
        await assert.rejects(
          stageFrame(session, long, { table: "staged", name: "shop.csv" }),
          (error: Error) =>
            error instanceof InputError && MISFIT.test(error.message),
        );
      }), { args: () => ["--local-infile=0"] }),
});

Deno.test({
  name: "stageFrame() names the column and row of a value that does not fit",
  ignore: noMysql,
  fn: () =>
    inDatabase(({ settings }) =>
      withSession(settings, async (session) => {
        const frame = pl.DataFrame({ text: ["a", "b".repeat(256)] });
        await assert.rejects(
          stageFrame(session, frame, { table: "staged", name: "shop.csv" }),
          (error: Error) =>
            error instanceof InputError && MISFIT.test(error.message),
        );
        const late = pl.DataFrame({
          at: pl.Series("at", [1e15], pl.Int64).cast(pl.Datetime("ms")),
        });
        await assert.rejects(
          stageFrame(session, late, { table: "staged", name: "shop.csv" }),
          (error: Error) =>
            error instanceof InputError && /column.*`?at`?/.test(error.message),
        );
      })
    ),
});
