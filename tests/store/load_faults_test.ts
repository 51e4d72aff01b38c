/** Servers that die, hang or whose disk is full in the middle of a load. */
import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";
import { loadStore } from "../../src/store/load_store.ts";
import {
  inDatabase,
  noMysql as ignore,
  runSql,
  withSession,
} from "../mysql/in_database.ts";
import { onOwnServer } from "../mysql/on_own_server.ts";
import { manyEvents } from "./many_events.ts";

const ROWS = 100_000;

/** Waits until a transaction has written rows into the table of events. */
async function midTransaction(settings: MysqlSettings): Promise<void> {
  for (let look = 0; look < 2_000; look++) {
    const [row] = await runSql(settings, [
      "SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
      "SELECT COUNT(*) AS n FROM (SELECT 1 FROM shop_events LIMIT 9) AS it",
    ]).catch(() => []);
    if (Number(row?.n ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("The load never wrote a row");
}

async function countEvents(settings: MysqlSettings): Promise<number> {
  const [row] = await runSql(settings, [
    "SELECT COUNT(*) AS n FROM shop_events",
  ]);
  return Number(row!.n);
}

Deno.test(
  "loadStore() leaves nothing where the server dies in mid transaction",
  {
    ignore,
  },
  () =>
    onOwnServer(async ({ settings, crash, start }) => {
      const load = loadStore(
        { events: { frame: manyEvents(ROWS), name: "x" } },
        { settings: { ...settings, retries: 0 }, dataset: "shop" },
      );
      const failed = assert.rejects(load, InputError);
      await midTransaction(settings);
      await crash();
      await failed;
      await start();
      assert.equal(await countEvents(settings), 0);
    }),
);

Deno.test(
  "loadStore() begins again, and loads all once, where the server comes back",
  {
    ignore,
  },
  () =>
    onOwnServer(async ({ settings, crash, start }) => {
      const load = loadStore(
        { events: { frame: manyEvents(ROWS), name: "x" } },
        {
          settings: { ...settings, retries: 20, retryMs: 200 },
          dataset: "shop",
        },
      );
      await midTransaction(settings);
      await crash();
      await start();
      const { events } = await load;
      assert.deepEqual(events, { rows: ROWS, inserted: ROWS, changed: 0 });
      assert.equal(await countEvents(settings), ROWS);
    }),
);

Deno.test("loadStore() gives up a server that does not come on with it", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    const events = { frame: manyEvents(100), name: "x" };
    await loadStore({ events }, { settings, dataset: "shop" });
    await withSession(settings, async (session) => {
      await session.run("LOCK TABLES shop_events WRITE");
      const more = { frame: manyEvents(200), name: "x" };
      await assert.rejects(
        loadStore({ events: more }, {
          settings: { ...settings, timeoutMs: 500 },
          dataset: "shop",
        }),
        new InputError(
          `MySQL at ${settings.host}:${settings.port} said nothing for ` +
            "0.5 s (MYSQL_TIMEOUT)",
        ),
      );
      await session.run("UNLOCK TABLES");
    });
    const [row] = await sql("SELECT COUNT(*) AS n FROM shop_events");
    assert.equal(row!.n, "100");
  }));

/** Uses a small disk in memory; without one where that is not allowed. */
async function onSmallDisk(
  use: (folder: string | undefined) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const run = (command: string, ...args: string[]) =>
    new Deno.Command(command, { args, stderr: "null" }).output()
      .then(({ success }) => success, () => false);
  const mounted = await run(
    ...["mount", "-t", "tmpfs", "-o", "size=170m", "tmpfs", folder] as const,
  );
  try {
    await use(mounted ? folder : undefined);
  } finally {
    if (mounted) await run("umount", "-l", folder);
    await Deno.remove(folder);
  }
}

let noDisk = ignore;
if (!noDisk) {
  await onSmallDisk((folder) => {
    noDisk = folder === undefined;
    return Promise.resolve();
  });
  if (noDisk) {
    console.warn("A full disk is not tested: no tmpfs may be mounted");
  }
}

Deno.test(
  "loadStore() says that the server's disk is full, and leaves nothing",
  {
    ignore: noDisk,
  },
  () =>
    onSmallDisk((folder) =>
      onOwnServer(async ({ settings }) => {
        const options = { settings, dataset: "shop" };
        const events = { frame: manyEvents(10), name: "x" };
        await loadStore({ events }, options);
        const many = { frame: manyEvents(250_000), name: "x" };
        await assert.rejects(
          loadStore({ events: many }, options),
          (error: Error) =>
            error instanceof InputError &&
            error.message.includes("has no space left on its disk: "),
        );
        assert.equal(await countEvents(settings), 10);
      }, {
        folder: folder!,
        args: () => [
          "--innodb-log-file-size=8M",
          "--innodb-buffer-pool-size=16M",
        ],
      })
    ),
);
