import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { checkFile } from "../../src/checks/check_file.ts";
import { inferSchema } from "../../src/checks/infer_schema.ts";
import { logProfile } from "../../src/checks/log_profile.ts";
import { logTable } from "../../src/checks/log_table.ts";
import { openLog } from "../../src/checks/open_log.ts";
import { isTruncatedCsv } from "../../src/checks/truncated_csv.ts";
import type { EventsParams } from "../../src/config.ts";
import { DEMO_PARAMS, demoHalves, NOW_MS } from "./demo_log.ts";

const CSV: EventsParams = {
  format: "csv",
  separator: ",",
  nulls: [],
  columns: {
    session: "visit",
    time: { column: "at", format: "epoch_s" },
    item: "sku",
    categories: {},
    numbers: { price: "price" },
    keys: {},
  },
};
const ROWS = Array.from(
  { length: 200 },
  (_, row) =>
    `v${row >> 2},${1_700_000_000 + 60 * row},s${row % 7},${row % 9}.5`,
);
const TEXT = `visit,at,sku,price\n${ROWS.join("\n")}\n`;

async function inFolder(call: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await call(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("checkFile() finds nothing in the file that was learned from, and names what is cut off", async () => {
  await inFolder(async (folder) => {
    const input = `${folder}/log.csv`;
    await Deno.writeTextFile(input, TEXT);
    const schema = inferSchema(
      logProfile(await logTable(await openLog(CSV, { input }))),
    );
    const options = {
      schema,
      params: DEMO_PARAMS.check,
      nowMs: NOW_MS,
    };
    const whole = await checkFile(CSV, { input }, options);
    assert.deepEqual(whole.anomalies, []);
    assert.equal(whole.rows, 200);

    await Deno.writeTextFile(input, TEXT.slice(0, -8));
    const cut = await checkFile(CSV, { input }, options);
    assert.equal(cut.anomalies[0]!.rule, "truncated");

    await Deno.writeTextFile(input, TEXT.replace("s5,", '"s5,'));
    const broken = await checkFile(CSV, { input }, options);
    assert.equal(broken.anomalies[0]!.rule, "unreadable");
    assert.equal(
      broken.anomalies[0]!.found,
      `${input}, row 7: a quote is never closed`,
    );
    assert.equal(broken.errors, 1);
  });
});

Deno.test("checkFile() takes no gzip for a file that was cut off", async () => {
  await inFolder(async (folder) => {
    const input = `${folder}/log.csv`;
    await Deno.writeTextFile(input, TEXT);
    const schema = inferSchema(
      logProfile(await logTable(await openLog(CSV, { input }))),
    );
    // The comment in a gzip's header holds whatever it likes: here, commas.
    const gzip = new Uint8Array([
      ...[0x1f, 0x8b, 8, 16, 0, 0, 0, 0, 0, 255],
      ...new TextEncoder().encode(",,,,,,,,\n\0"),
      ...gzipSync(TEXT).subarray(10),
    ]);
    const packed = `${folder}/log.csv.gz`;
    await Deno.writeFile(packed, gzip);
    assert.equal(await isTruncatedCsv(packed, ","), true, "to be of use");
    const { anomalies, rows } = await checkFile(CSV, { input: packed }, {
      schema,
      params: DEMO_PARAMS.check,
      nowMs: NOW_MS,
    });
    assert.deepEqual(anomalies, []);
    assert.equal(rows, 200);
  });
});

Deno.test("checkFile() says of a Parquet file that is cut off, or not there, that it cannot be read", async () => {
  await inFolder(async (folder) => {
    const input = `${folder}/log.parquet`;
    const [training] = demoHalves(1);
    training.writeParquet(input);
    const { events, check: params } = DEMO_PARAMS;
    const schema = inferSchema(
      logProfile(await logTable(await openLog(events, { input }))),
    );
    const { size } = await Deno.stat(input);
    await Deno.truncate(input, size - 100);
    for (const path of [input, `${folder}/none.parquet`]) {
      const { anomalies } = await checkFile(events, { input: path }, {
        schema,
        params,
        nowMs: NOW_MS,
      });
      assert.deepEqual(anomalies.map((it) => it.rule), ["unreadable"]);
    }
  });
});

Deno.test("isTruncatedCsv() lets a last row without a line feed pass where it is whole", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/log.csv`;
    for (
      const [text, truncated] of [
        ["a,b\n1,2\n", false],
        ["a,b\n1,2", false],
        ["a,b\n1,2\n3", true],
      ] as const
    ) {
      await Deno.writeTextFile(path, text);
      assert.equal(await isTruncatedCsv(path, ","), truncated, text);
    }
  });
});
