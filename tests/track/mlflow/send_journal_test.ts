import assert from "node:assert/strict";
import {
  readSentState,
  SendJournal,
} from "../../../src/track/mlflow/send_journal.ts";
import { runUrl } from "../../../src/track/mlflow/run_url.ts";

const SERVER = "http://127.0.0.1:5000";

async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("SendJournal remembers what a server has got, half a line left out", () =>
  inFolder(async (folder) => {
    {
      using journal = (await SendJournal.open(folder, SERVER))!;
      await journal.write({ runId: "r1", experimentId: "7" });
      await journal.write({ artifacts: { "a.json": "1 2" } });
      await journal.write({ artifacts: { "b.json": "3 4" }, lines: 2 });
    }
    const path = `${folder}/mlflow.jsonl`;
    await Deno.writeTextFile(path, '{"lines":3,"des', { append: true });
    using journal = (await SendJournal.open(folder, SERVER))!;
    await journal.write({ described: true });
    assert.deepEqual(journal.state, {
      server: SERVER,
      runId: "r1",
      experimentId: "7",
      artifacts: { "a.json": "1 2", "b.json": "3 4" },
      lines: 2,
      described: true,
    });
    assert.deepEqual(await readSentState(folder), journal.state);
    assert.equal(
      await runUrl(folder),
      "http://127.0.0.1:5000/#/experiments/7/runs/r1?workflowType=machine_learning",
    );
  }));

Deno.test("SendJournal knows nothing of another server", () =>
  inFolder(async (folder) => {
    {
      using journal = (await SendJournal.open(folder, SERVER))!;
      await journal.write({ runId: "r1" });
    }
    using journal = (await SendJournal.open(folder, "https://other"))!;
    assert.deepEqual(journal.state, { server: "https://other" });
    assert.equal(await runUrl(folder), undefined);
  }));

Deno.test("SendJournal is held by one at a time", () =>
  inFolder(async (folder) => {
    const first = (await SendJournal.open(folder, SERVER))!;
    assert.equal(await SendJournal.open(folder, SERVER), undefined);
    first[Symbol.dispose]();
    using again = await SendJournal.open(folder, SERVER);
    assert.ok(again);
  }));

Deno.test("readSentState() finds nothing where nothing was sent", () =>
  inFolder(async (folder) => {
    assert.deepEqual(await readSentState(folder), {});
  }));
