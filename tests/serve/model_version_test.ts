import assert from "node:assert/strict";
import { encodeSafetensors } from "../../src/safetensors.ts";
import { ModelVersion } from "../../src/serve/model_version.ts";
import { openArchive } from "../../src/serve/open_archive.ts";
import type { ServedArchive } from "../../src/serve/served_archive.ts";
import { shopParams, tinyArchiveBytes } from "../archive/tiny_archive.ts";
import { tinyArchive } from "./tiny_archive.ts";

const REQUEST = { k: 1, excludeSeen: false };
const SESSION = [{ item: "a", time: 0 }];

Deno.test("ModelVersion gives a request to the worker with the fewest", async () => {
  const gates: (() => void)[] = [];
  const asked: number[] = [];
  let workers = 0;
  let warm = false;
  const archive = tinyArchive();
  const version = new ModelVersion({
    ...archive,
    openScorer: () => {
      const id = workers++;
      return tinyArchive({
        gate: () => {
          if (!warm) return Promise.resolve();
          asked.push(id);
          return new Promise<void>((resolve) => gates.push(resolve));
        },
      }).openScorer({ onBatch: () => {}, onDeath: () => {} });
    },
  }, { now: () => 0, queueSize: 10, onBatch: () => {}, onDeath: () => {} });
  await version.scale(2);
  warm = true;
  const answers = [1, 2, 3].map(() => version.recommend(SESSION, REQUEST));
  assert.deepEqual(asked, [0, 1, 0]);
  assert.equal(version.pending, 3);
  gates.forEach((open) => open());
  await Promise.all(answers);
  assert.equal(version.pending, 0);
});

Deno.test("ModelVersion refuses what its queue cannot hold, and what it has no worker for", async () => {
  const version = new ModelVersion(tinyArchive(), {
    now: () => 0,
    queueSize: 0,
    onBatch: () => {},
    onDeath: () => {},
  });
  await assert.rejects(version.recommend(SESSION, REQUEST), {
    message: 'Model "shop" has 0 requests waiting: try again later',
  });
  const idle = new ModelVersion(tinyArchive(), {
    now: () => 0,
    queueSize: 1,
    onBatch: () => {},
    onDeath: () => {},
  });
  await assert.rejects(idle.recommend(SESSION, REQUEST), {
    message: 'Model "shop" has no worker to serve inference request',
  });
});

Deno.test("ModelVersion lets networks compute where it is told", async () => {
  const asked: unknown[] = [];
  const archive = tinyArchive();
  const version = new ModelVersion({
    ...archive,
    openScorer: (options) => {
      asked.push(options.providers);
      return archive.openScorer(options);
    },
  }, {
    now: () => 0,
    queueSize: 1,
    providers: ["cuda", "cpu"],
    onBatch: () => {},
    onDeath: () => {},
  });
  await version.scale(1);
  assert.deepEqual(asked, [["cuda", "cpu"]]);
});

const OPTIONS = {
  now: () => 0,
  queueSize: 1,
  onBatch: () => {},
  onDeath: () => {},
};

/** The tiny archive, whose networks take a while to open and are counted. */
function slowArchive() {
  const count = { opened: 0, closed: 0 };
  const archive = {
    ...tinyArchive(),
    async openScorer() {
      count.opened++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      const onClose = () => count.closed++;
      return await tinyArchive({ onClose }).openScorer({});
    },
  };
  return { archive, count };
}

Deno.test("ModelVersion frees what it is still loading when it is closed", async () => {
  const { archive, count } = slowArchive();
  const version = new ModelVersion(archive, OPTIONS);
  const scaled = version.scale(3);
  await version.close();
  await scaled;
  assert.equal(version.workers.length, 0);
  assert.equal(count.opened, count.closed);
});

Deno.test("ModelVersion has as many workers as were wanted last", async () => {
  const { archive, count } = slowArchive();
  const version = new ModelVersion(archive, OPTIONS);
  await Promise.all([version.scale(3), version.scale(1)]);
  assert.equal(version.workers.length, 1);
  await Promise.all([version.scale(1), version.scale(2)]);
  assert.equal(version.workers.length, 2);
  assert.deepEqual(count, { opened: 2, closed: 0 });
});

Deno.test("ModelVersion frees a network that cannot be warmed up", async () => {
  let closed = 0;
  const version = new ModelVersion(
    tinyArchive({
      gate: () => Promise.reject(new Error("no answer")),
      onClose: () => closed++,
    }),
    OPTIONS,
  );
  await assert.rejects(version.scale(1), { message: "no answer" });
  assert.equal(closed, 1);
});

/** An archive whose network adds the numbers of events up. */
function summingArchive(): Promise<ServedArchive> {
  const ones = (shape: [number, number]) => ({
    shape,
    data: new Float32Array(shape[0] * shape[1]).map((_, at) => (-1) ** at),
  });
  const weights = encodeSafetensors({
    tensors: { "item.embedding": ones([8, 2]), "mean.weight": ones([4, 2]) },
    metadata: {},
  });
  const sizes = { itemSize: 2, hiddenSize: 2, categorySize: 0 };
  const params = shopParams({ encoder: "mean", ...sizes });
  const bytes = tinyArchiveBytes({ weights, params });
  return openArchive(bytes, { url: "shop.mar" });
}

Deno.test("ModelVersion refuses numbers that no network can compute with", async () => {
  const version = new ModelVersion(await summingArchive(), OPTIONS);
  await version.scale(1);
  const recommend = (price: number) =>
    version.recommend([{ item: 11, time: 0, numbers: { price } }], REQUEST);
  assert.equal((await recommend(10)).productIds.length, 1);
  await assert.rejects(recommend(1e300), {
    status: 422,
    message:
      "The session's numbers are too large for the model: no product has a score",
  });
  await version.close();
});
