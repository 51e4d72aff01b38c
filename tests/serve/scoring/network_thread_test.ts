import assert from "node:assert/strict";
import { loadArchive } from "../../../src/archive/load_archive.ts";
import { NetworkSession } from "../../../src/serve/scoring/network_session.ts";
import { NetworkThread } from "../../../src/serve/scoring/network_thread.ts";
import { padSessions } from "../../../src/serve/scoring/pad_sessions.ts";
import { tinyArchiveBytes } from "../../archive/tiny_archive.ts";
import { makeSequences } from "../../recommend/make_sequences.ts";
import { withKill } from "./kill_worker.ts";

Deno.test("NetworkThread answers as the network in this thread, in the order it is asked", async () => {
  const archive = await loadArchive(tinyArchiveBytes());
  const here = await NetworkSession.open(archive);
  const thread = await NetworkThread.open(archive);
  const batches = [[[2, 3]], [[4], [5, 6, 7]]].map((sessions) =>
    padSessions([makeSequences(sessions)], { categories: [], numbers: [] })
  );
  const asked = [[{ k: 2 }], [{ k: 3 }, { k: 1 }]];
  const answers = await Promise.all(
    batches.map((batch, at) => thread.run(batch, asked[at]!)),
  );
  for (const [at, batch] of batches.entries()) {
    assert.deepEqual(answers[at], await here.run(batch, asked[at]!));
  }
  assert.deepEqual(answers.flat().map(({ items }) => items.length), [2, 3, 1]);
  await thread.close();
  await here.close();
});

Deno.test("NetworkThread rejects what the network cannot compute, and goes on", async () => {
  const thread = await NetworkThread.open(
    await loadArchive(tinyArchiveBytes()),
  );
  const run = (item: number) =>
    thread.run(
      padSessions([makeSequences([[item]])], { categories: [], numbers: [] }),
      [{ k: 1 }],
    );
  await assert.rejects(run(99), /indices element out of data bounds/);
  assert.equal((await run(2)).length, 1);
  await thread.close();
});

Deno.test("NetworkThread that is ended rejects with 503 what it was asked and will be asked", async () => {
  const archive = await loadArchive(tinyArchiveBytes());
  const session = padSessions([makeSequences([[2]])], {
    categories: [],
    numbers: [],
  });
  await withKill(async (kill, lastWorker) => {
    let deaths = 0;
    const thread = await NetworkThread.open(archive, {
      onDeath: () => deaths++,
    });
    const running = thread.run(session, [{ k: 1 }]);
    kill();
    await assert.rejects(running, { status: 503 });
    await assert.rejects(thread.run(session, [{ k: 1 }]), { status: 503 });
    assert.equal(deaths, 1);
    const late = new MessageEvent("message", { data: { value: undefined } });
    assert.doesNotThrow(() => lastWorker().onmessage!(late));
    await thread.close();
  });
});

Deno.test("NetworkThread that is closed has not died", async () => {
  let deaths = 0;
  const thread = await NetworkThread.open(
    await loadArchive(tinyArchiveBytes()),
    { onDeath: () => deaths++ },
  );
  await thread.close();
  assert.equal(deaths, 0);
});
