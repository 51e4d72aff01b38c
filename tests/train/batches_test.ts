import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonObject, ModelParams } from "../../src/config.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import type { Batch } from "../../src/train/batch.ts";
import { Batches } from "../../src/train/batches.ts";
import { SHOP, SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { makeSequences } from "../recommend/make_sequences.ts";
import { epochBatches } from "./epoch_batches.ts";
import { trainParams } from "./tiny_training.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

interface MakeOptions {
  readonly train?: JsonObject;
  readonly model?: Partial<ModelParams>;
  readonly sizes?: typeof SHOP_SIZES;
}

/** Calls with the batches of sequences, for a tiny model. */
function withBatches<T>(
  sequences: Sequences,
  { train, model: params, sizes = SHOP_SIZES }: MakeOptions,
  call: (batches: Batches) => T,
): T {
  const model = new SessionModel(tinyParams(params), sizes, 1);
  try {
    return call(new Batches(model, sequences, trainParams(train)));
  } finally {
    model.dispose();
  }
}

/** Items that the slots read and the targets they predict, of a batch. */
function pairs(
  batch: Batch,
  outputTable = "item.embedding",
): [number, number][] {
  const items = batch.lookups["item.embedding"]!.map((place) =>
    batch.rows["item.embedding"]?.[place] ?? place
  );
  const slots = batch.slots ?? items.keys();
  const output = batch.rows[outputTable];
  return [...slots].map((slot, n) => {
    const label = batch.labels[n]!;
    const target = batch.logInclusion === undefined
      ? label + 2
      : output![label]!;
    return [items[slot]!, target];
  });
}

/** Sessions of items that occur once each, with targets here and there. */
const world = fc.array(
  fc.record({
    length: fc.integer({ min: 0, max: 6 }),
    targets: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 12 },
).map((sessions) => {
  let next = 2;
  const lists = sessions.map(({ length }) =>
    Array.from({ length }, () => next++)
  );
  const flags = new Map(
    sessions.flatMap(({ targets }, at) =>
      lists[at]!.map((item, place) => [item, targets[place]!] as const)
    ),
  );
  return { lists, flags, items: next };
});

const KINDS: Record<string, { train: JsonObject; tied: boolean }> = {
  "sampled softmax": { train: {}, tied: true },
  "sampled softmax, an output table of its own": { train: {}, tied: false },
  "sampled softmax, by time": { train: { order: "recent_last" }, tied: true },
  "cross entropy": { train: { loss: "cross_entropy" }, tied: true },
};

for (const [kind, { train: changes, tied }] of Object.entries(KINDS)) {
  Deno.test(`Batches predict each target from the event before it, once an epoch: ${kind}`, () => {
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 7 }),
        ({ lists, flags, items }, batchSize, maxEvents) => {
          const sequences = makeSequences(lists, {
            isTarget: (at, session) => flags.get(session[at]!)!,
          });
          const sizes = { items, users: 0, categories: {}, numbers: [] };
          const train = { ...changes, batchSize, maxEvents };
          const found = withBatches(
            sequences,
            { train, model: { tied }, sizes },
            (batches) => {
              const all = epochBatches(batches, 3);
              assert.equal(all.length, batches.count);
              const table = tied ? "item.embedding" : "output.weight";
              return all.flatMap((batch) => pairs(batch, table));
            },
          );
          const expected = lists.flatMap((session) =>
            session.slice(-maxEvents).slice(1).filter((item) => flags.get(item))
              .map((item): [number, number] => [item - 1, item])
          );
          found.sort((a, b) => a[1] - b[1]);
          assert.deepEqual(found, expected);
        },
      ),
      { numRuns: 40 },
    );
  });
}

Deno.test("Batches never predict what training does not know", () => {
  const sequences = makeSequences([[2, 1, 3], [1, 1]]);
  withBatches(sequences, {}, (batches) => {
    assert.equal(batches.count, 1);
    const [batch] = epochBatches(batches, 0);
    assert.deepEqual(pairs(batch!), [[1, 3]]);
  });
});

Deno.test("Batches of the cart task predict the cart event alone", () => {
  const sequences = makeSequences([[2, 3, 4], [5, 6], [7]], {
    isTarget: (at, session) => at > 0 && at === session.length - 1,
  });
  withBatches(sequences, { train: { batchSize: 8 } }, (batches) => {
    const [batch] = epochBatches(batches, 0);
    assert.deepEqual(batch!.counts, [2, 1]);
    assert.deepEqual(pairs(batch!).sort(), [[3, 4], [5, 6]]);
  });
});

Deno.test("Batches leave slots out where every event is before a target", () => {
  withBatches(makeSequences([[2, 3, 4]]), {}, (batches) => {
    assert.equal(epochBatches(batches, 0)[0]!.slots, undefined);
  });
});

Deno.test("Batches are the same for the same seed and epoch, others for others", () => {
  const epoch = (seed: number, number: number) =>
    withBatches(
      SHOP,
      { train: { seed, batchSize: 1 } },
      (batches) => epochBatches(batches, number),
    );
  assert.deepEqual(epoch(1, 0), epoch(1, 0));
  assert.notDeepEqual(epoch(1, 0), epoch(1, 1));
  assert.notDeepEqual(epoch(1, 0), epoch(2, 0));
});

Deno.test("Batches take the sessions in an order of each epoch's own", () => {
  const sessions = Array.from({ length: 6 }, (_, at) => [2 + at, 2 + at]);
  const train = { batchSize: 1 };
  withBatches(makeSequences(sessions), { train }, (batches) => {
    const orders = [0, 1, 2].map((number) =>
      epochBatches(batches, number).flatMap((batch) => pairs(batch))
        .map(([item]) => item).join()
    );
    assert.equal(new Set(orders).size, 3, orders.join(" "));
  });
});

/** The first items of an epoch's sessions, in the order of its batches. */
function firstItems(sequences: Sequences, epoch: number): number[] {
  const items = sequences.items.reduce((a, b) => Math.max(a, b)) + 1;
  return withBatches(
    sequences,
    {
      train: { batchSize: 1, order: "recent_last" },
      sizes: { ...SHOP_SIZES, items },
    },
    (batches) =>
      epochBatches(batches, epoch).map((batch) => pairs(batch)[0]![0]),
  );
}

Deno.test("Batches by time take each session once, shuffled with its neighbours", () => {
  // 64 sessions: 32 parts of two. Session s reads item 2 + s, and ends as the
  // 64 − s first.
  const sessions = Array.from({ length: 64 }, (_, s) => [2 + s, 2]);
  const sequences = makeSequences(sessions);
  const backwards = { ...sequences, times: sequences.times.toReversed() };
  const orders = [0, 1].map((epoch) => firstItems(backwards, epoch));
  for (const order of orders) {
    for (let part = 0; part < 32; part++) {
      assert.deepEqual(
        order.slice(2 * part, 2 * part + 2).sort((a, b) => a - b),
        [64 - 2 * part, 65 - 2 * part],
      );
    }
  }
  assert.notDeepEqual(orders[0], orders[1]);
  assert.deepEqual(firstItems(backwards, 1), orders[1]);
});

Deno.test("Batches are the same in whatever order they are built", () => {
  const model = { userSize: 2, categorySize: 2, useNumbers: true };
  withBatches(SHOP, { train: { batchSize: 1 }, model }, (batches) => {
    const all = epochBatches(batches, 2);
    assert.equal(all.length, 4);
    for (const step of [3, 0, 2, 1]) {
      batches.build(step, 0);
      assert.deepEqual(batches.build(2, step), all[step]);
    }
  });
});

Deno.test("Batches read each row of a table once, padding and anonymous users too", () => {
  const model = { userSize: 2, categorySize: 2, useNumbers: true };
  const train = { batchSize: 4 };
  withBatches(SHOP, { train, model }, (batches) => {
    const [batch] = epochBatches(batches, 0);
    const { rows, lookups, numbers, counts } = batch!;
    for (const [table, numbered] of Object.entries(rows)) {
      assert.equal(new Set(numbered).size, numbered.length, table);
    }
    assert.deepEqual([...rows["user.embedding"]!].sort(), [0, 1, 2, 3]);
    const events = counts.reduce((sum, count) => sum + count);
    assert.equal(events, 10);
    assert.equal(numbers!.length, 2 * events);
    for (const places of Object.values(lookups)) {
      assert.equal(places.length, events);
    }
  });
});

Deno.test("Batches put candidates before other targets", () => {
  const train = { batchSize: 4, negatives: 1 };
  withBatches(SHOP, { train }, (batches) => {
    const [batch] = epochBatches(batches, 0);
    const { logInclusion, labels, rows, outputRows } = batch!;
    const targets = new Set(pairs(batch!).map(([, target]) => target));
    assert.equal(logInclusion!.length, 1);
    assert.ok([targets.size, targets.size + 1].includes(outputRows!));
    assert.ok(labels.every((it) => it < outputRows!));
    assert.ok(
      rows["item.embedding"]!.subarray(0, outputRows).every((it) => it >= 2),
    );
  });
});

Deno.test("Batches know each candidate's chance to be one", () => {
  // Item 2 has 2 of 5 events, item 3 has 3; two negatives are drawn by support:
  // 1 − .6² = .64 and 1 − .4² = .84.
  const sequences = makeSequences([[2, 3], [2, 3, 3]]);
  const train = { negatives: 2, negativesAlpha: 1 };
  withBatches(sequences, { train }, (batches) => {
    const [batch] = epochBatches(batches, 0);
    const expected: Record<number, number> = { 2: 0.64, 3: 0.84 };
    batch!.logInclusion!.forEach((value, at) => {
      const item = batch!.rows["item.embedding"]![at]!;
      assert.ok(Math.abs(Math.exp(value) - expected[item]!) < 1e-6);
    });
  });
});

Deno.test("Batches of cross entropy need the output table whole", () => {
  const train = { loss: "cross_entropy", batchSize: 4 };
  withBatches(SHOP, { train, model: { userSize: 2 } }, (batches) => {
    const [batch] = epochBatches(batches, 0);
    assert.equal(batch!.logInclusion, undefined);
    assert.deepEqual(Object.keys(batch!.rows), ["user.embedding"]);
  });
});

Deno.test("Batches are none where no session holds a target", () => {
  const none = makeSequences([[2, 3]], { isTarget: () => false });
  withBatches(none, {}, (batches) => {
    assert.equal(batches.count, 0);
    assert.deepEqual(epochBatches(batches, 0), []);
  });
});
