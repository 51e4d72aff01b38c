import assert from "node:assert/strict";
import { listRuns } from "../../src/track/list_runs.ts";
import { localStore } from "../../src/track/local_store.ts";

const OPTIONS = { experiment: "demo", params: {}, environment: {} };

Deno.test("listRuns() of a folder that does not exist is empty", async () => {
  assert.deepEqual(await listRuns("no/such/folder"), { runs: [], notes: [] });
});

Deno.test("listRuns() gives the newest first and leaves foreign folders out, with a note", async () => {
  const folder = await Deno.makeTempDir();
  try {
    let clock = 0;
    const store = localStore(folder, { now: () => clock });
    const ids: string[] = [];
    for (clock of [2000, 1000, 3000]) {
      const run = await store.start(OPTIONS);
      await run.end("finished");
      ids.push(run.id);
    }
    await Deno.mkdir(`${folder}/foreign`);
    await Deno.mkdir(`${folder}/broken`);
    await Deno.writeTextFile(`${folder}/broken/run.json`, "{");
    await Deno.writeTextFile(`${folder}/a_file`, "");

    const { runs, notes } = await listRuns(folder);
    assert.deepEqual(runs.map((run) => run.record.id), [
      ids[2],
      ids[0],
      ids[1],
    ]);
    assert.equal(notes.length, 2);
    assert.match(notes[0]!, /^broken is left out: run\.json is not JSON/);
    assert.equal(notes[1], "foreign is left out: it has no run.json");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
