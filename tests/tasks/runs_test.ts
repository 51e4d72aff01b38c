import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { localStore } from "../../src/track/local_store.ts";
import { stage } from "../../tasks/runs.ts";
import type { StageInput } from "../../tasks/stage.ts";

/** Two runs; gives their ids, older first. */
async function makeRuns(folder: string): Promise<string[]> {
  let clock = Date.UTC(2026, 10, 23, 21, 0, 0);
  const store = localStore(folder, { now: () => clock });
  const ids: string[] = [];
  for (const epochs of [3, 5]) {
    clock += 1000;
    const run = await store.start({
      experiment: "demo",
      params: {
        "train.epochs": epochs,
        "train.seed": 1,
        "evaluate.metric": "mrr@20",
        "evaluate.cutoffs": "5,20",
        "evaluate.baselines": "popularity,markov",
      },
      environment: { backend: "wasm", "data.digest": `digest ${epochs}` },
    });
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const metrics = {
        loss: 6 / epoch,
        "validation.mrr@5": epoch / 20,
        "validation.mrr@20": epoch / 10,
      };
      await run.logMetrics(metrics, epoch);
    }
    await run.end("finished", {
      "recall@20": epochs / 10,
      "mrr@20": epochs / 20,
      "eventsPerSecond": 21000.4,
      "popularity.mrr@20": 0.01,
      "markov.mrr@20": 0.25,
    });
    ids.push(run.id);
  }
  return ids;
}

/** What `deno task runs` prints and gives. */
async function runs(
  words: readonly string[],
  flags: Record<string, string>,
): Promise<{ text: string; result: Record<string, unknown> }> {
  const lines: string[] = [];
  const input = {
    words,
    flags,
    print: (text: string) => void lines.push(text),
  } as unknown as StageInput;
  const result = await stage.main(input);
  return { text: lines.join("\n"), result };
}

async function withRuns(
  test: (folder: string, ids: string[]) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder, await makeRuns(`${folder}/runs`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("runs lists the newest first, beside its best baseline", () =>
  withRuns(async (folder, ids) => {
    await Deno.mkdir(`${folder}/runs/foreign`);
    const { text } = await runs([], { runs: `${folder}/runs` });
    const lines = text.split("\n");
    assert.match(
      lines[2]!,
      new RegExp(
        `^${
          ids[1]
        } +demo +finished +5 +█▄▂▁▁ +0\\.5000 +0\\.2500 +markov 0\\.2500 +21,000 `,
      ),
    );
    assert.ok(lines[3]!.startsWith(ids[0]!));
    assert.equal(lines[4], "note: foreign is left out: it has no run.json");
  }));

Deno.test("runs tells where MLflow shows a run", () =>
  withRuns(async (folder, ids) => {
    const url = "http://127.0.0.1:5000";
    await Deno.writeTextFile(
      `${folder}/runs/${ids[0]}/mlflow.jsonl`,
      `{"server":"${url}"}\n{"runId":"0a1b","experimentId":"7"}\n`,
    );
    const { text, result } = await runs(ids, { runs: `${folder}/runs` });
    assert.ok(!text.includes(url));
    const shown = await runs([ids[0]!], { runs: `${folder}/runs` });
    const wanted =
      `${url}/#/experiments/7/runs/0a1b?workflowType=machine_learning`;
    assert.ok(shown.text.includes(`  ${wanted}\n`));
    assert.deepEqual(
      (result.runs as { mlflow?: string }[]).map((it) => it.mlflow),
      [wanted, undefined],
    );
  }));

Deno.test("runs says what to do where there is none yet", async () => {
  const { text, result } = await runs([], { runs: "no/such/folder" });
  assert.equal(
    text,
    "No runs in no/such/folder yet: deno task train makes one",
  );
  assert.deepEqual(result, { runs: [] });
});

Deno.test("runs shows one run: parameters, epochs, results, curves", () =>
  withRuns(async (folder, ids) => {
    const { text, result } = await runs(["latest"], { runs: `${folder}/runs` });
    for (
      const wanted of [
        ids[1]!,
        /train\.epochs +5\n/,
        /mrr@20 +0\.2500 +0\.0100 +0\.2500\n/,
        /eventsPerSecond +21,000 +– +–\n/,
        /epoch +loss +validation\.mrr@20\n/,
        "loss by epoch\n6.00 ┤",
        "validation.mrr@20 by epoch\n0.500 ┤",
      ]
    ) {
      assert.ok(
        typeof wanted === "string" ? text.includes(wanted) : wanted.test(text),
        `${wanted} is not in\n${text}`,
      );
    }
    const shown = result.runs as { id: string; epochs: unknown[] }[];
    assert.equal(shown[0]!.id, ids[1]);
    assert.deepEqual(shown[0]!.epochs[1], {
      step: 2,
      loss: 3,
      "validation.mrr@5": 0.1,
      "validation.mrr@20": 0.2,
    });
  }));

Deno.test("runs compares several: only what differs, and a warning on other data", () =>
  withRuns(async (folder, ids) => {
    const { text } = await runs(ids, { runs: `${folder}/runs` });
    assert.match(text, /train\.epochs +3 +5\n/);
    assert.ok(!text.includes("train.seed"));
    assert.match(text, /mrr@20 +0\.1500 +0\.2500\n/);
    assert.match(text, /trained on different data/);
  }));

Deno.test("runs takes a run that is named twice once", () =>
  withRuns(async (folder, ids) => {
    const { result } = await runs([ids[1]!, "latest"], {
      runs: `${folder}/runs`,
    });
    assert.equal((result.runs as unknown[]).length, 1);
  }));

Deno.test("runs --svg writes the learning curves", () =>
  withRuns(async (folder) => {
    const svg = `${folder}/curves.svg`;
    await runs(["latest"], { runs: `${folder}/runs`, svg, metric: "loss" });
    const text = await Deno.readTextFile(svg);
    assert.match(text, /↑ loss/);
    assert.ok(!text.includes("validation"));
  }));

Deno.test("runs refuses an unknown run, an unknown metric, and --svg without a run", () =>
  withRuns(async (folder, ids) => {
    const flags = { runs: `${folder}/runs` };
    await assert.rejects(
      runs(["2030"], flags),
      (error: Error) =>
        error instanceof InputError && error.message.includes(ids[0]!),
    );
    await assert.rejects(
      runs(["latest"], { ...flags, metric: "los" }),
      new InputError(
        "--metric los was not logged: " +
          "one of loss, validation.mrr@5, validation.mrr@20 is wanted",
      ),
    );
    await assert.rejects(runs([], { ...flags, svg: "x.svg" }), InputError);
  }));
