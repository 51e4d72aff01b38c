import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFrames } from "../../../src/events/mysql/read_frames.ts";
import { inDatabase, noMysql, withSession } from "../../mysql/in_database.ts";

Deno.test({
  name: "readFrames() gives the rows in frames, with the number of their first",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      await sql("CREATE TABLE t (n INT, price DECIMAL(9, 2))");
      const read = async () => {
        const found: [number, unknown[]][] = [];
        await withSession(settings, (session) =>
          readFrames(session, "SELECT n, price FROM t ORDER BY n", {
            name: "t",
            numbers: new Set(["price"]),
            hash: createHash("sha256"),
            chunkRows: 2,
            onFrame: (frame, firstRow) =>
              found.push([firstRow, frame.rows()]),
          }));
        return found;
      };
      assert.deepEqual(await read(), [[1, []]]);
      await sql("INSERT INTO t VALUES (1, 0.1), (2, 35.79), (3, 3)");
      assert.deepEqual(await read(), [
        [1, [[1, 0.1], [2, 35.79]]],
        [3, [[3, 3]]],
      ]);
    }),
});
