import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { FIRST_TEST_TIME, sessionsSource } from "../../src/events/sessions.ts";
import { sharedData } from "../testdata.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("sessionsSource() reads a line of item ids a session", async () => {
  await inFolder({ "a.txt.gz": "3 1\r\n\n2  3 3\n" }, async (folder) => {
    const { frame } = await sessionsSource(`${folder}/a.txt.gz`).read();
    assert.deepEqual(frame.toRecords(), [
      { session: "1", time: 0, item: "3" },
      { session: "1", time: 1, item: "1" },
      { session: "3", time: 2, item: "2" },
      { session: "3", time: 3, item: "3" },
      { session: "3", time: 4, item: "3" },
    ]);
  });
});

Deno.test("sessionsSource() puts test sessions after training, as lines or as pairs", async () => {
  const files = { "a.txt": "3 1\n", "b.tsv": "3\t1\n" };
  await inFolder(files, async (folder) => {
    const [first, second] = [FIRST_TEST_TIME, FIRST_TEST_TIME + 1];
    const lines = await sessionsSource(`${folder}/a.txt`, { test: true })
      .read();
    assert.deepEqual(lines.frame.toRecords(), [
      { session: "test 1", time: first, item: "3" },
      { session: "test 1", time: second, item: "1" },
    ]);
    const pairs = await sessionsSource(`${folder}/b.tsv`, { test: true })
      .read();
    assert.deepEqual(pairs.frame.toRecords(), [
      { session: "test 1", time: first, item: "3", target: false },
      { session: "test 1", time: second, item: "1", target: true },
    ]);
  });
});

Deno.test("sessionsSource() names a line with a tab, and an empty file", async () => {
  const files = { "a.txt": "1 2\n1\t2\n", "b.txt": "", "c.txt": "\n" };
  await inFolder(files, async (folder) => {
    const wanted = {
      "a.txt": ", row 2: a tab, item ids separated by spaces are wanted",
      "b.txt": " is empty",
      "c.txt": " holds no events",
    };
    for (const [name, reason] of Object.entries(wanted)) {
      const path = `${folder}/${name}`;
      await assert.rejects(
        sessionsSource(path).read(),
        new InputError(path + reason),
      );
    }
  });
});

for (
  const [name, train, targets] of [
    ["yoochoose1_64", 116_167, 55_898],
    ["diginetica", 186_670, 60_858],
  ] as const
) {
  const folder = sharedData(name);
  Deno.test({
    name: `sessionsSource() finds every session and target of ${name}`,
    ignore: folder === undefined,
    fn: async () => {
      const path = `${folder}/train_sessions.txt.gz`;
      const sessions = (await sessionsSource(path).read()).frame;
      assert.equal(sessions.getColumn("session").nUnique(), train);
      const test = sessionsSource(`${folder}/test.tsv.gz`, { test: true });
      const { frame } = await test.read();
      assert.equal(frame.filter(pl.col("target")).height, targets);
    },
  });
}
