import assert from "node:assert/strict";
import {
  rankCatalogue,
  type RankCatalogueOptions,
} from "../../src/recommend/rank_catalogue.ts";
import { UNSEEN_RANK } from "../../src/recommend/recommender.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { tensorsLeft } from "../model/tensors_left.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

/** Ranks items 2 … 5 for vectors; both disposed. */
async function rank(
  vectors: number[][],
  items: number[][],
  options: RankCatalogueOptions,
) {
  const tensors = [vectors, items].map((it) => tf.tensor2d(it));
  try {
    const ranked = await rankCatalogue(tensors[0]!, tensors[1]!, options);
    return {
      ranks: [...ranked.ranks],
      items: [...ranked.items],
      scores: [...ranked.scores],
    };
  } finally {
    tf.dispose(tensors);
  }
}

/** Items 2 … 5 on a plane. */
const ITEMS = [[1, 0], [0, 1], [2, 0], [1, 1]];

Deno.test("rankCatalogue() lists the best items by inner product", async () => {
  // Scores of items 2 … 5: 1, 2, 2, 3 and −1, 0, −2, −1.
  const ranked = await rank([[1, 2], [-1, 0]], ITEMS, { k: 2 });
  assert.deepEqual(ranked, {
    ranks: [],
    items: [5, 3, 3, 2],
    scores: [3, 2, 0, -1],
  });
});

Deno.test("rankCatalogue() ranks each row's label, ties against it", async () => {
  const vectors = [[1, 2], [1, 2], [1, 2], [-1, 0], [0, 0]];
  const { ranks } = await rank(vectors, ITEMS, {
    k: 1,
    labels: [5, 3, 2, 3, 2],
  });
  assert.deepEqual(ranks, [1, 3, 4, 1, 4]);
});

Deno.test("rankCatalogue() has padding and OOV for a miss at every cut-off", async () => {
  const { ranks } = await rank([[1, 2], [1, 2]], ITEMS, {
    k: 1,
    labels: [0, 1],
  });
  assert.deepEqual(ranks, [UNSEEN_RANK, UNSEEN_RANK]);
});

Deno.test("rankCatalogue() ranks in parts where the scores are many", async () => {
  const items = Array.from({ length: 60_000 }, (_, at) => [at]);
  const vectors = Array.from({ length: 600 }, (_, at) => [at % 2 ? 1 : -1]);
  const labels = vectors.map((_, at) => 2 + at);
  const ranked = await rank(vectors, items, { k: 1, labels });
  vectors.forEach((_, row) => {
    const falling = row % 2 === 1;
    assert.equal(ranked.items[row], falling ? 60_001 : 2);
    assert.equal(ranked.ranks[row], falling ? 60_000 - row : row + 1);
  });
});

Deno.test("rankCatalogue() scores what the rows hold otherwise", async () => {
  const ranked = await rank([[1, 2], [1, 2], [1, 2]], ITEMS, {
    k: 2,
    labels: [5, 5, 3],
    seen: { items: [[5, 1], [], [0, 2, 4]], score: -2.5 },
  });
  assert.deepEqual(ranked, {
    ranks: [4, 1, 2],
    items: [3, 4, 5, 3, 5, 3],
    scores: [2, 2, 3, 2, 3, 2],
  });
});

Deno.test("rankCatalogue() says that training has diverged where scores are NaN", async () => {
  const message =
    "The model's scores are NaN: training has diverged, a lower train.learningRate or a train.clipNorm is wanted";
  const wanted = { name: "InputError", message };
  await assert.rejects(rank([[NaN, 1]], ITEMS, { k: 2 }), wanted);
  const broken = [[NaN, 0], ...ITEMS.slice(1)];
  await assert.rejects(rank([[1, 1]], broken, { k: 4 }), wanted);
  await assert.rejects(rank([[1, 1]], broken, { k: 1, labels: [2] }), wanted);
});

Deno.test("rankCatalogue() leaves no tensor behind", async () => {
  const left = await tensorsLeft(async () => {
    await rank([[1, 2]], ITEMS, { k: 2, labels: [3] });
    await assert.rejects(rank([[NaN, 2]], ITEMS, { k: 2 }));
  });
  assert.equal(left, 0);
});
