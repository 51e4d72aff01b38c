import assert from "node:assert/strict";
import { Follower } from "../../src/serve/follower.ts";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

Deno.test("Follower swaps to what the address points at, and frees what it replaces", async () => {
  const freed: string[] = [];
  const archive = (version: string) =>
    tinyArchive({ version, onClose: () => freed.push(version) });
  const { store } = await tinyServer([archive("1")]);
  let champion = "1";
  const swaps: string[] = [];
  const follower = new Follower({
    store,
    current: () => Promise.resolve(champion),
    open: () => Promise.resolve(archive(champion)),
    workers: 1,
    onSwap: (it) => swaps.push(it.version),
    onProblem: (error) => {
      throw error;
    },
  });
  await follower.look();
  champion = "2";
  await follower.look();
  await follower.look();
  assert.deepEqual(swaps, ["2"]);
  assert.deepEqual(freed, ["1"]);
  assert.deepEqual(store.versions("shop").map((it) => it.archive.version), [
    "2",
  ]);
});

Deno.test("Follower goes on serving where a look fails, and tries again", async () => {
  const { store } = await tinyServer([tinyArchive({ version: "1" })]);
  let broken = true;
  const problems: unknown[] = [];
  const follower = new Follower({
    store,
    current: () => Promise.resolve("2"),
    open: () =>
      broken
        ? Promise.reject(new Error("unreachable"))
        : Promise.resolve(tinyArchive({ version: "2" })),
    workers: 1,
    onSwap: () => {},
    onProblem: (error) => problems.push((error as Error).message),
  });
  await follower.look();
  assert.deepEqual(problems, ["unreachable"]);
  assert.equal(store.defaultVersion("shop"), "1");
  broken = false;
  await follower.look();
  assert.equal(store.defaultVersion("shop"), "2");
});
