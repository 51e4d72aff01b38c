import assert from "node:assert/strict";
import { migrate } from "../../src/store/migrate.ts";
import { MIGRATIONS } from "../../src/store/migrations.ts";
import { inDatabase, noMysql, withSession } from "../mysql/in_database.ts";

Deno.test({
  name: "migrate() runs each migration once for each dataset",
  ignore: noMysql,
  fn: () =>
    inDatabase(({ settings, sql }) =>
      withSession(settings, async (session) => {
        assert.deepEqual(await migrate(session, "shop"), [1, 2, 3]);
        assert.deepEqual(await migrate(session, "shop"), []);
        assert.deepEqual(await migrate(session, "other"), [1, 2, 3]);
        assert.deepEqual(
          await sql(
            "SELECT dataset, version FROM nextcart_migrations ORDER BY 1, 2",
          ),
          ["other", "shop"].flatMap((dataset) =>
            [1, 2, 3].map((version) => ({ dataset, version }))
          ),
        );
        // As after a break between a table's making and its being noted.
        await sql("DELETE FROM nextcart_migrations WHERE version > 1");
        assert.deepEqual(await migrate(session, "shop"), [2, 3]);
      })
    ),
});

Deno.test({
  name: "migrate() indexes sessions and times",
  ignore: noMysql,
  fn: () =>
    inDatabase(({ settings, sql }) =>
      withSession(settings, async (session) => {
        await migrate(session, "shop");
        const rows = await sql("SHOW INDEX FROM shop_events");
        const keys = Map.groupBy(rows, (row) => row.Key_name);
        const columns = [...keys].map(([name, parts]) => [
          name,
          parts.map((it) => it.Column_name).join(),
        ]);
        assert.deepEqual(Object.fromEntries(columns), {
          PRIMARY: "_id",
          by_key: "_key",
          by_session: "session,time",
          by_user: "user,time",
          by_time: "time",
        });
      })
    ),
});

Deno.test("MIGRATIONS are numbered from 1", () => {
  assert.deepEqual(MIGRATIONS.map(({ version }) => version), [1, 2, 3]);
});
