import assert from "node:assert/strict";
import { type EventsParams, resolveParams } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import { demoFrame } from "../../src/events/demo/demo_frame.ts";
import { openSource, openTestSource } from "../../src/events/open_source.ts";
import { readPreset } from "../../tasks/preset.ts";
import { inFolder } from "./in_folder.ts";

async function eventsOf(preset: string, ...set: string[]) {
  return resolveParams({ preset: await readPreset(preset), set }).events;
}

Deno.test("openSource() makes the demo shop's events, or reads the same from Parquet", async () => {
  const events = await eventsOf("thesis", "events.demo.sessions=50");
  const made = await openSource(events).read();
  await inFolder({}, async (folder) => {
    const { demo } = events as Extract<EventsParams, { format: "demo" }>;
    demoFrame(demo).writeParquet(`${folder}/part-0.parquet`);
    const read = await openSource(events, { input: folder }).read();
    assert.deepEqual(read.frame.toRecords(), made.frame.toRecords());
    assert.deepEqual(read.dropped, made.dropped);
  });
});

Deno.test("openSource() wants an input where nothing can be made", async () => {
  const events = await eventsOf("sessions");
  assert.throws(
    () => openSource(events),
    new InputError(
      '--input is missing: a file in the format "sessions" is wanted',
    ),
  );
});

Deno.test("openSource() tells who has a log of his own that it wants a preset", async () => {
  const events = await eventsOf("demo");
  assert.throws(
    () => openSource(events, { input: "log.csv.gz" }),
    new InputError(
      "log.csv.gz is no Parquet of the demo shop: a preset says how another log is read (--preset)",
    ),
  );
});

Deno.test("openTestSource() reads pairs, which openSource() refuses", async () => {
  const events = await eventsOf("sessions");
  await inFolder({ "test.tsv": "1 2\t3\n" }, async (folder) => {
    const path = `${folder}/test.tsv`;
    const { frame } = await openTestSource(events, path).read();
    assert.deepEqual(
      frame.getColumn("target").toArray(),
      [false, false, true],
    );
    await assert.rejects(
      openSource(events, { input: path }).read(),
      InputError,
    );
  });
});

Deno.test("openTestSource() reads a file in the training file's format", async () => {
  const events = await eventsOf("yoochoose");
  const line = "7,2014-04-06T20:21:58.444Z,214717095,0\n";
  await inFolder({ "test.dat": line }, async (folder) => {
    const { frame } = await openTestSource(events, `${folder}/test.dat`).read();
    assert.deepEqual(frame.toRecords(), [
      {
        session: "7",
        time: Date.UTC(2014, 3, 6, 20, 21, 58, 444),
        item: "214717095",
      },
    ]);
  });
});

Deno.test("openSource() wants the environment to say where MySQL is", async () => {
  const events = await eventsOf("rees46_mysql");
  const message = "MYSQL_HOST is not set: MYSQL_HOST, MYSQL_PORT, " +
    "MYSQL_USER, MYSQL_PASSWORD and MYSQL_DATABASE say where MySQL is";
  assert.throws(() => openSource(events), new InputError(message));
  assert.throws(() => openTestSource(events, "t"), new InputError(message));
});
