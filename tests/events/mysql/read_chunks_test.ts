import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { InputError } from "../../../src/errors.ts";
import { concatEvents } from "../../../src/events/concat_events.ts";
import type { Events } from "../../../src/events/event_source.ts";
import { readChunks } from "../../../src/events/mysql/read_chunks.ts";
import type { MysqlParams } from "../../../src/events/mysql/mysql_params.ts";
import { inDatabase, noMysql, withSession } from "../../mysql/in_database.ts";

const { events } = resolveParams({
  preset: {
    description: "",
    events: {
      format: "mysql",
      columns: {
        session: "s",
        time: { column: "t", format: "epoch_s" },
        item: "i",
      },
    },
  },
});
const SQL = "SELECT s, t, i FROM e ORDER BY i";

Deno.test({
  name: "readChunks() gives the same frame in chunks of any size",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      await sql(
        "CREATE TABLE e (s VARCHAR(9), t VARCHAR(9), i INT)",
        "INSERT INTO e VALUES ('a', 1, 1), ('a', 2, 2), (NULL, 3, 3), ('b', 4, 4)",
      );
      const read = async (chunkRows: number) => {
        const parts: Events[] = [];
        const digest = await withSession(settings, (session) =>
          readChunks(session, SQL, {
            params: events as MysqlParams,
            name: "e",
            chunkRows,
            onPart: (part) =>
              void parts.push(part),
          }));
        return { events: concatEvents(parts), digest };
      };
      const whole = await read(10);
      assert.deepEqual(whole.events.frame.getColumn("time").toArray(), [
        1000,
        2000,
        4000,
      ]);
      for (const chunkRows of [1, 2, 3, 4]) {
        const { events: { frame, dropped } } = await read(chunkRows);
        assert.deepEqual(frame.toRecords(), whole.events.frame.toRecords());
        assert.deepEqual(dropped, { "missing session": 1 });
      }
      await sql("UPDATE e SET t = 'x' WHERE i = 4");
      for (const chunkRows of [1, 3, 10]) {
        await assert.rejects(
          read(chunkRows),
          new InputError('e, row 4: t is "x", a time (epoch_s) is wanted'),
        );
      }
    }),
});
