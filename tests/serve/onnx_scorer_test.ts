import assert from "node:assert/strict";
import { encodeArchive } from "../../src/archive/encode_archive.ts";
import { type Archive, loadArchive } from "../../src/archive/load_archive.ts";
import type { ModelParams } from "../../src/config.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import { encodeModel } from "../../src/model/saved_model.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { ModelRecommender } from "../../src/recommend/model_recommender.ts";
import { OnnxScorer } from "../../src/serve/onnx_scorer.ts";
import type { BatchReport } from "../../src/serve/scorer.ts";
import {
  shopParams,
  tinyArchiveBytes,
  tinyParts,
} from "../archive/tiny_archive.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { SHOP, SHOP_SIZES, tinyParams, VARIANTS } from "../model/tiny_shop.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

await startInstalledBackend();

/** A session of {@link SHOP} by itself, as a request brings it. */
function sessionOf(index: number): Sequences {
  const [from, to] = [SHOP.offsets[index]!, SHOP.offsets[index + 1]!];
  const cut = <T>(columns: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [
        name,
        (values as Int32Array).slice(from, to),
      ]),
    );
  return {
    ...SHOP,
    offsets: Int32Array.of(0, to - from),
    items: SHOP.items.slice(from, to),
    users: SHOP.users.slice(index, index + 1),
    categories: cut(SHOP.categories),
    numbers: cut(SHOP.numbers) as unknown as Record<string, Float32Array>,
  };
}

async function openShop(params: ModelParams) {
  const model = new SessionModel(params, SHOP_SIZES, 3);
  const parts = tinyParts({
    weights: await encodeModel(model),
    params: shopParams(params),
  });
  const archive = await loadArchive(
    encodeArchive(parts, {
      name: "shop",
      version: "1",
      createdAtMs: Date.UTC(2026, 0),
    }),
  );
  return { model, archive };
}

for (const [name, params] of Object.entries(VARIANTS)) {
  Deno.test(`OnnxScorer recommends what the training network does: ${name}`, async () => {
    const { model, archive } = await openShop(params);
    const recommender = new ModelRecommender(model);
    const scorer = await OnnxScorer.open(archive);
    const wanted = await recommender.recommend(SHOP, { k: 6 });
    const found = await Promise.all(
      wanted.map((_, index) => scorer.score(sessionOf(index), { k: 4 })),
    );
    found.forEach(({ items, probabilities }, index) => {
      const { items: all, scores } = wanted[index]!;
      assert.deepEqual(items, all.slice(0, 4));
      const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
      probabilities.forEach((share, place) =>
        assert.ok(Math.abs(share - Math.exp(scores[place]!) / total) < 1e-5)
      );
    });
    await scorer.close();
    recommender.dispose();
    model.dispose();
  });
}

Deno.test("OnnxScorer answers sessions of one batch each as it was asked", async () => {
  const { model, archive } = await openShop(tinyParams());
  model.dispose();
  const reports: BatchReport[] = [];
  const scorer = await OnnxScorer.open(archive, {
    onBatch: (report) => reports.push(report),
  });
  const session = sessionOf(0);
  const all = await scorer.score(session, { k: 6 });
  const [a, b, c, d, e, f] = all.items;
  const answers = await Promise.all([
    scorer.score(session, { k: 1 }),
    scorer.score(session, { k: 9 }),
    scorer.score(session, { k: 2, excluded: new Set([a!, c!]) }),
    scorer.score(session, { k: 2, candidates: new Set([f!, c!, d!]) }),
    scorer.score(session, {
      k: 5,
      candidates: new Set([b!, e!]),
      excluded: new Set([b!]),
    }),
    scorer.score(session, {
      k: 2,
      allowed: Uint8Array.from({ length: 8 }, (_, it) => it === b ? 0 : 1),
      excluded: new Set([a!]),
    }),
  ]);
  assert.deepEqual(
    answers.map(({ items }) => [...items]),
    [[a], [a, b, c, d, e, f], [b, d], [c, d], [e], [c, d]],
  );
  const shares = new Map(
    [...all.items].map((item, place) => [item, all.probabilities[place]!]),
  );
  for (const { items, probabilities } of answers) {
    items.forEach((item, place) =>
      assert.ok(Math.abs(probabilities[place]! - shares.get(item)!) < 1e-6)
    );
  }
  await scorer.close();
  // The first that comes is not made to wait for the others.
  assert.deepEqual(reports.map(({ sessions }) => sessions), [1, 1, 5]);
});

Deno.test("OnnxScorer reads the last events of a very long session", async () => {
  const { model, archive } = await openShop(tinyParams());
  model.dispose();
  const scorer = await OnnxScorer.open(archive);
  const items = Array.from({ length: 3000 }, (_, at) => 2 + at % 6);
  const whole = { ...SHOP, ...makeSequences([items]) };
  const end = { ...SHOP, ...makeSequences([items.slice(-500)]) };
  const columns = (length: number) => ({
    categories: { brand: new Int32Array(length) },
    numbers: {
      price: new Float32Array(length),
      rating: new Float32Array(length),
    },
  });
  assert.deepEqual(
    await scorer.score({ ...whole, ...columns(3000) }, { k: 3 }),
    await scorer.score({ ...end, ...columns(500) }, { k: 3 }),
  );
  await scorer.close();
});

/** An archive of so many products that a run takes longer than a timer. */
async function largeArchive(items: number): Promise<Archive> {
  const params = tinyParams({ itemSize: 32, hiddenSize: 32 });
  const values = Array.from({ length: items }, (_, at) => String(at));
  const model = new SessionModel(params, {
    items: items + 2,
    users: 0,
    categories: {},
    numbers: [],
  }, 1);
  const features = new FeatureSet({
    task: "next",
    item: new Vocabulary({ type: "text", values }),
    support: new Int32Array(items + 2),
    categories: {},
    calendar: [],
    numbers: {},
  });
  const bytes = tinyArchiveBytes({
    weights: await encodeModel(model),
    features: features.serialize(),
    params: shopParams(params),
  });
  model.dispose();
  return await loadArchive(bytes);
}

Deno.test("OnnxScorer leaves the event loop free while the network computes", async () => {
  const scorer = await OnnxScorer.open(await largeArchive(400_000));
  const session = makeSequences([[2, 3, 4]]);
  const events: string[] = [];
  const scores = Promise.all(
    Array.from({ length: 40 }, () => scorer.score(session, { k: 5 })),
  ).then(() => events.push("scored"));
  setTimeout(() => events.push("timer"), 0);
  await scores;
  assert.deepEqual(events, ["timer", "scored"]);
  await scorer.close();
});

Deno.test("OnnxScorer says in one line why an archive cannot be served", async () => {
  const archive = await loadArchive(tinyArchiveBytes());
  await assert.rejects(
    OnnxScorer.open({ ...archive, graph: archive.graph.slice(0, -20) }),
    { name: "InputError", message: /^Model shop cannot be served: [^\n]+$/ },
  );
  const { model, archive: diverged } = await openShop(tinyParams());
  model.dispose();
  const weights = new Uint8Array(diverged.weights);
  const { offset, byteLength } = diverged.places["item.embedding"]!;
  weights.fill(0xff, offset, offset + byteLength);
  await assert.rejects(OnnxScorer.open({ ...diverged, weights }), {
    name: "InputError",
    message: "Model shop cannot be served: its scores are NaN",
  });
});

Deno.test("OnnxScorer says what cannot compute where it is asked to", async () => {
  const archive = await loadArchive(tinyArchiveBytes());
  await assert.rejects(OnnxScorer.open(archive, { providers: ["card"] }), {
    name: "InputError",
    message: /^Model shop cannot be served: .*\[card\] backend not found/,
  });
});
