import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { openSource, openTestSource } from "../../src/events/open_source.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import { prepareDataset, prepareIfNeeded } from "../../src/prepare/prepare.ts";
import { sharedData } from "../testdata.ts";
import { testParams } from "./params.ts";

async function inTempFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(`${folder}/dataset`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Session {
  readonly user: string | null;
  readonly items: readonly string[];
  readonly price?: number;
}

/** A source of these sessions, a minute between their events. */
function source(sessions: readonly Session[], name = "test"): EventSource {
  const rows = sessions.flatMap((it, s) =>
    it.items.map((item) => ({ ...it, session: `s${s}`, item }))
  );
  const frame = pl.DataFrame([
    pl.Series("session", rows.map((it) => it.session), pl.Utf8),
    pl.Series("user", rows.map((it) => it.user), pl.Utf8),
    pl.Series("time", Float64Array.from(rows, (_, row) => row * 60_000))
      .cast(pl.Int64),
    pl.Series("item", rows.map((it) => it.item), pl.Utf8),
    pl.Series("price", rows.map((it) => it.price ?? 1), pl.Float64),
  ]);
  return {
    name,
    digest: () => Promise.resolve(`${name} ${JSON.stringify(sessions)}`),
    read: () => Promise.resolve({ frame, dropped: { "missing item": 2 } }),
  };
}

const tenSessions: Session[] = Array.from({ length: 10 }, (_, s) => ({
  user: s % 2 === 0 ? "anna" : null,
  items: ["a", "b", s < 8 ? "c" : "new"],
  price: s < 8 ? s : 1e9,
}));

Deno.test("prepareDataset() that is aborted leaves the dataset that was there", async () => {
  await inTempFolder(async (folder) => {
    const sources = { events: source(tenSessions) };
    await prepareDataset(sources, testParams(), { folder });
    const { digest } = await readDataset(folder);
    const parts: string[] = [];
    for (const last of ["read", "split", "digest"]) {
      const stop = new AbortController();
      const onPart = (name: string) => {
        parts.push(name);
        if (name === last) stop.abort(new Error("Ctrl-C"));
      };
      const { signal } = stop;
      const params = testParams({ keepLast: 2 });
      await assert.rejects(
        prepareDataset(sources, params, { folder, onPart, signal }),
        /Ctrl-C/,
      );
      assert.equal(parts.at(-1), last);
      assert.equal((await readDataset(folder)).digest, digest);
    }
  });
});

Deno.test("prepareDataset() fits on the training split alone", async () => {
  await inTempFolder(async (folder) => {
    await prepareDataset({ events: source(tenSessions) }, testParams(), {
      folder,
    });
    const { features, test, validation } = await readDataset(folder);
    assert.deepEqual(features.item.values, ["a", "b", "c"]);
    assert.deepEqual(features.support, Int32Array.of(0, 0, 8, 8, 8));
    assert.equal(features.numbers.price!.center, 3.5);
    assert.deepEqual(test.items, Int32Array.of(2, 3, 1));
    assert.deepEqual(validation.targets, Uint8Array.of(0, 1, 1));
    assert.deepEqual(validation.users, Int32Array.of(2));
  });
});

Deno.test("prepareDataset() gives features that no held-out row changes", async () => {
  await inTempFolder(async (folder) => {
    const featuresOf = async (last: Session) => {
      const events = source([...tenSessions.slice(0, 9), last]);
      await prepareDataset({ events }, testParams(), { folder });
      return (await readDataset(folder)).features.serialize();
    };
    assert.equal(
      await featuresOf(tenSessions[9]!),
      await featuresOf({ user: "zoe", items: ["x", "x", "y"], price: -5 }),
    );
  });
});

Deno.test("prepareDataset() reports what it dropped and what is left", async () => {
  await inTempFolder(async (folder) => {
    const events = source([{ user: null, items: ["a"] }, ...tenSessions]);
    const report = await prepareDataset({ events }, testParams(), { folder });
    assert.deepEqual(report.unusable, { "missing item": 2 });
    assert.deepEqual(report.steps.map((it) => [it.step, it.dropped]), [
      ["cutSessions", 0],
      ["sessionEvents", 1],
    ]);
    assert.deepEqual(report.splits.train, {
      sessions: 8,
      events: 24,
      targets: 16,
    });
  });
});

Deno.test("prepareDataset() gives equal digests for equal input only", async () => {
  await inTempFolder(async (folder) => {
    const digest = async (sessions: readonly Session[]) => {
      const events = source(sessions);
      return (await prepareDataset({ events }, testParams(), { folder }))
        .digest;
    };
    const first = await digest(tenSessions);
    assert.equal(await digest(tenSessions), first);
    assert.notEqual(await digest(tenSessions.toReversed()), first);
  });
});

Deno.test("prepareDataset() keeps every row of a given test set with targets", async () => {
  await inTempFolder(async (folder) => {
    const given = source([{ user: null, items: ["b", "c"] }]);
    const { frame } = await given.read();
    const test = {
      ...given,
      read: () =>
        Promise.resolve({
          frame: frame.withColumns(pl.Series("target", [false, true])),
          dropped: {},
        }),
    };
    const params = testParams({ minSessionEvents: 3 });
    await prepareDataset({ events: source(tenSessions), test }, params, {
      folder,
    });
    const dataset = await readDataset(folder);
    assert.equal(dataset.train.offsets.length - 1, 9);
    assert.deepEqual(dataset.test.items, Int32Array.of(3, 4));
    assert.deepEqual(dataset.test.targets, Uint8Array.of(0, 1));
  });
});

Deno.test("prepareDataset() drops no item of a given test set for being rare there", async () => {
  await inTempFolder(async (folder) => {
    const test = source([{ user: null, items: ["c", "a", "never seen"] }]);
    await prepareDataset(
      { events: source(tenSessions), test },
      testParams({ minItemSupport: 5 }),
      { folder },
    );
    const dataset = await readDataset(folder);
    assert.deepEqual(dataset.features.item.values, ["a", "b", "c"]);
    assert.deepEqual(dataset.test.items, Int32Array.of(4, 2, 1));
  });
});

Deno.test("prepareIfNeeded() returns at once where nothing has changed", async () => {
  await inTempFolder(async (folder) => {
    const prepare = async (sessions: readonly Session[], minItemSupport = 1) =>
      (await prepareIfNeeded(
        { events: source(sessions) },
        testParams({ minItemSupport }),
        { folder },
      )).reused;
    assert.equal(await prepare(tenSessions), false);
    assert.equal(await prepare(tenSessions), true);
    assert.equal(await prepare(tenSessions, 2), false, "another parameter");
    assert.equal(await prepare(tenSessions.slice(1), 2), false, "other events");
    await Deno.writeTextFile(`${folder}/report.json`, "{");
    assert.equal(
      await prepare(tenSessions.slice(1), 2),
      false,
      "a broken report",
    );
  });
});

Deno.test("prepareDataset() that fails leaves the dataset that was there", async () => {
  await inTempFolder(async (folder) => {
    const params = testParams();
    await prepareDataset({ events: source(tenSessions) }, params, { folder });
    const { digest } = await readDataset(folder);
    const events = source([{ user: null, items: ["a"] }]);
    await assert.rejects(
      prepareDataset({ events }, params, { folder }),
      /^InputError: No session is left after cleaning/,
    );
    assert.equal((await readDataset(folder)).digest, digest);
  });
});

Deno.test("prepareDataset() lets items join that only later events or the catalogue know", async () => {
  await inTempFolder(async (folder) => {
    const items = {
      name: "items",
      digest: () => Promise.resolve("items"),
      read: () =>
        Promise.resolve(
          new Map([
            ["a", { kind: ["x", "y"] }],
            ["b", { kind: ["y"] }],
            ["new", { kind: ["x"] }],
            ["never seen", { kind: ["y"] }],
          ]),
        ),
    };
    const params = testParams({
      itemFeatures: { categories: ["kind"], numbers: ["price"], buckets: 2 },
    });
    const sources = { events: source(tenSessions), items };
    const report = await prepareDataset(sources, params, { folder });
    assert.deepEqual(report.itemFeatures, { kind: 2, price: 1 });
    const { features, itemFeatures, test } = await readDataset(folder);
    assert.deepEqual(features.item.values, [
      "a",
      "b",
      "c",
      "new",
      "never seen",
    ]);
    assert.deepEqual(features.support, Int32Array.of(0, 0, 8, 8, 8, 0, 0));
    assert.deepEqual(features.numberNames, []);
    assert.deepEqual(test.items, Int32Array.of(2, 3, 5));
    const kinds = (item: number) => {
      const { offsets, codes, values } = itemFeatures!;
      return [...codes.subarray(offsets[item], offsets[item + 1])]
        .map((code) => values[code]);
    };
    // All three items of training cost the same at last.
    assert.deepEqual([2, 3, 4, 5, 6].map(kinds), [
      ["x", "y", "from 7"],
      ["y", "from 7"],
      ["from 7"],
      ["x", "from 7"],
      ["y"],
    ]);
    assert.equal(
      (await prepareIfNeeded(sources, params, { folder })).reused,
      true,
    );
    const others = { ...items, digest: () => Promise.resolve("others") };
    const changed = await prepareIfNeeded(
      { ...sources, items: others },
      params,
      {
        folder,
      },
    );
    assert.equal(changed.reused, false);
  });
});

Deno.test("prepareDataset() hides items from training, and knows them all the same", async () => {
  await inTempFolder(async (folder) => {
    const letters = [..."abcdefghij"];
    const sessions = Array.from({ length: 40 }, (_, s) => ({
      user: null,
      items: [0, 3, 7].map((step) => letters[(s + step) % 10]!),
      price: s % 4,
    }));
    const params = testParams({
      itemFeatures: { numbers: ["price"] },
      hideItems: { share: 0.4, seed: 1 },
    });
    await prepareDataset({ events: source(sessions) }, params, { folder });
    const { features, train, test } = await readDataset(folder);
    assert.deepEqual([...features.item.values].sort(), letters);
    const trained = features.support.subarray(2).filter((it) => it > 0).length;
    assert.ok(trained > 2 && trained < 10, `${trained} trained`);
    assert.ok(train.items.every((item) => item < trained + 2));
    assert.ok(test.items.some((item) => item >= trained + 2));
  });
});

const [train, test] = ["train_sessions.txt.gz", "test.tsv.gz"]
  .map((name) => sharedData(`yoochoose1_64/${name}`));

Deno.test({
  name: "prepareDataset() keeps the protocol of yoochoose1_64",
  ignore: train === undefined || test === undefined,
  async fn() {
    await inTempFolder(async (folder) => {
      const params = testParams({
        maxSessionEvents: null,
        split: { validation: 0 },
      });
      const events = { format: "sessions" } as const;
      const report = await prepareDataset(
        {
          events: openSource(events, { input: train! }),
          test: openTestSource(events, test!),
        },
        { ...params, events },
        { folder },
      );
      assert.equal(report.splits.train.sessions, 116_167);
      assert.equal(report.splits.test.targets, 55_898);
    });
  },
});
