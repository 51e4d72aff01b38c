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
  const opened: string[] = [];
  const follower = new Follower({
    store,
    current: () => Promise.resolve({ name: "shop", version: champion }),
    open: () => {
      opened.push(champion);
      return Promise.resolve(archive(champion));
    },
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
  assert.deepEqual(opened, ["2"]);
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
    current: () => Promise.resolve({ name: "shop", version: "2" }),
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

Deno.test("Follower lets a version take over that was loaded beside the other", async () => {
  const versions = ["1", "2"].map((version) => tinyArchive({ version }));
  const { store } = await tinyServer(versions);
  const follower = new Follower({
    store,
    current: () => Promise.resolve({ name: "shop", version: "2" }),
    open: () => Promise.reject(new Error("it is there")),
    workers: 1,
    onSwap: () => {},
    onProblem: (error) => {
      throw error;
    },
  });
  await follower.look();
  assert.equal(store.defaultVersion("shop"), "2");
});

Deno.test("Follower gives a look up that goes on when it is stopped", async () => {
  const { store } = await tinyServer([tinyArchive()]);
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const follower = new Follower({
    store,
    // As a registry that takes connections and never answers.
    current: (signal) => {
      begin();
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason))
      );
    },
    open: () => Promise.reject(new Error("nothing is to be opened")),
    workers: 1,
    onSwap: () => {},
    onProblem: (error) => {
      throw error;
    },
  });
  follower.start(1);
  await begun;
  await follower.stop();
});
