import assert from "node:assert/strict";
import { withinTime } from "../../../src/events/within_time.ts";
import { localStore } from "../../../src/track/local_store.ts";
import { localRegistry } from "../../../src/track/registry/local_registry.ts";
import type { RetrainWhen } from "../../../src/promote/retrain_reasons.ts";
import { retrainOnce } from "../../../tasks/retrain/retrain_once.ts";
import { showTraining } from "../../../tasks/train/show_training.ts";
import { inTempFolder } from "../../e2e/cli.ts";
import {
  DAY_MS,
  shopInput,
  SMALL_SHOP,
  START_MS,
} from "../../promote/trained_shops.ts";

Deno.test("retrainOnce() trains where there is a reason, on what is new, and nothing twice", () =>
  inTempFolder(async (folder) => {
    const { input, source } = await shopInput({
      ...SMALL_SHOP,
      evaluate: { baselines: ["popularity"] },
      promote: { maxLatencyMs: 1000, minTargets: 200 },
      retrain: { maxAgeDays: 4, newShare: 0.9 },
    });
    const printed: string[] = [];
    const registry = localRegistry(`${folder}/models`);
    const store = localStore(`${folder}/runs`);
    const retrain = (day: number, when: RetrainWhen[]) =>
      retrainOnce({ ...input, print: (text) => printed.push(text) }, {
        registry,
        openStore: () => ({ ...store, close: () => Promise.resolve() }),
        name: "shop",
        alias: "champion",
        source: withinTime(source, { toMs: START_MS + day * DAY_MS }),
        data: `${folder}/data`,
        when,
        by: "test",
        shown: showTraining(1, { write: () => {} }),
      });

    const first = await retrain(6, ["schedule"]);
    assert.equal(first.action, "promoted", JSON.stringify(first));
    assert.ok(first.action === "promoted" && !first.isWarm);
    assert.match(printed[0]!, /^Retraining, there is no champion/);

    const idle = await retrain(6, ["schedule", "data", "drift"]);
    assert.deepEqual(idle, {
      action: "none",
      reasons: [],
      why: "shop 1 goes on: no reason by schedule, data, drift",
    });

    const same = await retrain(6, ["always"]);
    assert.equal(same.action, "none");
    assert.ok(same.action === "none");
    assert.equal(
      same.why,
      "shop 1 (champion) has learned from just these events",
    );

    const second = await retrain(10, ["schedule"]);
    assert.ok(second.action === "promoted" || second.action === "refused");
    assert.match(
      second.reasons[0]!,
      /^schedule: the champion has seen nothing of the last [45]\.\d days, 4 are allowed$/,
    );
    assert.equal(second.isWarm, true);
    const { learned } = second.candidate.archive;
    assert.ok(learned!.toMs <= START_MS + 9 * DAY_MS);
    assert.ok(learned!.toMs > START_MS + 8 * DAY_MS);
    const { window } = second.promotion.decision!;
    assert.ok(window.fromMs > learned!.toMs);
    assert.equal((await registry.versions("shop")).length, 2);

    // Killed before the gates had their say, it goes on with what was trained.
    const index = `${folder}/models/shop/registry.json`;
    const stored = JSON.parse(await Deno.readTextFile(index));
    stored.aliases = { champion: 1 };
    stored.history.length = 1;
    await Deno.writeTextFile(index, JSON.stringify(stored));
    const resumed = await retrain(10, ["always"]);
    assert.equal(resumed.action, second.action);
    assert.ok(resumed.action === second.action);
    assert.equal(resumed.seconds, 0);
    assert.equal(resumed.candidate.version.version, 2);

    const again = await retrain(10, ["always"]);
    assert.equal(again.action, "none");
    assert.equal((await registry.versions("shop")).length, 2);
  }));
