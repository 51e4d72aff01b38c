import assert from "node:assert/strict";
import { resolveParams } from "../../src/config.ts";
import { openSource, openTestSource } from "../../src/events/open_source.ts";
import { presetNames, readPreset } from "../../tasks/preset.ts";
import { sharedData } from "../testdata.ts";

/** Public data by preset: file, events, rows dropped, and the first event. */
const PUBLIC: Record<string, [string, number, object, object]> = {
  rees46: [
    "rees46/2019-Oct.csv.gz",
    17_434,
    // The file's last row is cut off.
    { "missing session": 1 },
    {
      session: "72d76fde-8bb3-4e00-8c23-a032dfed738c",
      user: "541312140",
      time: Date.UTC(2019, 9, 1),
      item: "44600062",
      cart: false,
      brand: "shiseido",
      category: "2103807459595387724",
      price: 35.79,
    },
  ],
  retailrocket_sessions: [
    "raw_samples/sample_retailrocket.csv.gz",
    10_080,
    {},
    { session: "0", user: "0", time: 1_442_004_589_000, item: "285930" },
  ],
  yoochoose: [
    "raw_samples/sample_yoochoose.dat.gz",
    1_913,
    {},
    {
      session: "832",
      time: Date.UTC(2014, 3, 6, 20, 21, 58, 444),
      item: "214717095",
    },
  ],
  diginetica: [
    "raw_samples/sample_train-item-views.csv.gz",
    12_391,
    {},
    {
      session: "1",
      user: null,
      time: Date.UTC(2016, 4, 9) + 526_309,
      item: "81766",
    },
  ],
  sessions: [
    "yoochoose1_64/train_sessions.txt.gz",
    486_026,
    {},
    { session: "1", time: 0, item: "2612" },
  ],
  amazon: [
    "amazon/Beauty.txt.gz",
    198_502,
    {},
    { session: "1", user: "1", time: 0, item: "1" },
  ],
};

for (const [preset, [file, events, dropped, first]] of Object.entries(PUBLIC)) {
  const input = sharedData(file);
  Deno.test({
    name: `the preset ${preset} reads public data`,
    ignore: input === undefined,
    fn: async () => {
      const params = resolveParams({ preset: await readPreset(preset) });
      const read = await openSource(params.events, { input: input! }).read();
      assert.equal(read.frame.height, events);
      assert.deepEqual(read.dropped, dropped);
      assert.deepEqual(read.frame.head(1).toRecords(), [first]);
    },
  });
}

Deno.test("the preset retailrocket reads Kaggle's events.csv", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(
      path,
      "timestamp,visitorid,event,itemid,transactionid\n" +
        "1433221332117,257597,view,355908,\n" +
        "1433224214164,992329,addtocart,248676,\n",
    );
    const params = resolveParams({ preset: await readPreset("retailrocket") });
    const { frame } = await openTestSource(params.events, path).read();
    assert.deepEqual(frame.toRecords(), [
      { user: "257597", time: 1433221332117, item: "355908", cart: false },
      { user: "992329", time: 1433224214164, item: "248676", cart: true },
    ]);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("every preset is valid and says what it is", async () => {
  for (const name of presetNames()) {
    const preset = await readPreset(name);
    assert.ok(resolveParams({ preset }), name);
    assert.ok(String(preset.description).length > 10, name);
  }
});
