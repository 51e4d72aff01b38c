import assert from "node:assert/strict";
import { presetNames } from "../../tasks/preset.ts";
import { sharedData } from "../testdata.ts";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";

interface PublicRun {
  /** Public file; undefined: the demo shop. */
  readonly file?: string;
  /** Only so many of its lines. */
  readonly lines?: number;
  /** Public file of the test set, and how many of its lines. */
  readonly test?: readonly [file: string, lines: number];
  readonly set?: Record<string, unknown>;
}

/** Small runs, by preset. */
const RUNS: Record<string, PublicRun> = {
  rees46: { file: "rees46/2019-Oct.csv.gz" },
  retailrocket_sessions: { file: "raw_samples/sample_retailrocket.csv.gz" },
  yoochoose: {
    file: "raw_samples/sample_yoochoose.dat.gz",
    set: { "prepare.minItemSupport": 2 },
  },
  diginetica: { file: "raw_samples/sample_train-item-views.csv.gz" },
  sessions: {
    file: "yoochoose1_64/train_sessions.txt.gz",
    lines: 3000,
    test: ["yoochoose1_64/test.tsv.gz", 300],
  },
  amazon: { file: "amazon/Beauty.txt.gz", lines: 400 },
  thesis: { set: { "events.demo.sessions": 1500, "events.demo.items": 100 } },
};

for (const [preset, run] of Object.entries(RUNS)) {
  const files = [run.file, run.test?.[0]].filter((it) => it !== undefined);
  Deno.test({
    name: `train runs the preset ${preset} on ${files[0] ?? "the demo shop"}`,
    ignore: files.some((file) => sharedData(file) === undefined),
    fn: () => inTempFolder((folder) => trainPreset(preset, run, folder)),
  });
}

/** Presets that are run elsewhere, or whose public data is not at hand. */
const NOT_HERE = [
  "beauty",
  "demo",
  "demo_shift",
  "diginetica_sessions",
  "rees46_mysql",
  "retailrocket",
  "yoochoose1_64",
  "yoochoose1_64_quick",
];

Deno.test("every preset has a run", () => {
  const names = [...Object.keys(RUNS), ...NOT_HERE].sort();
  assert.deepEqual(presetNames(), names);
});

async function trainPreset(
  preset: string,
  { file, lines, test, set }: PublicRun,
  folder: string,
): Promise<void> {
  const flags = ["--preset", preset];
  if (file !== undefined) {
    flags.push("--input", await firstLines(file, { lines, folder }));
  }
  if (test !== undefined) {
    const [name, lines] = test;
    flags.push("--test", await firstLines(name, { lines, folder }));
  }
  const result = await cli([
    "train",
    "--json",
    "--data",
    `${folder}/data`,
    "--runs",
    `${folder}/runs`,
    ...flags,
    ...setFlags({ "train.epochs": 1, "train.negatives": 256, ...set }),
  ]);
  assert.equal(result.code, 0, result.stderr);
  const { metrics, baselines } = lastJson(result);
  const recalls = [metrics, ...Object.values(baselines)].map((it) =>
    (it as Record<string, number>)["recall@20"]!
  );
  assert.equal(recalls.length, 4);
  assert.ok(recalls.every((it) => it >= 0 && it <= 1), String(recalls));
  assert.ok(Math.max(...recalls) > 0, String(recalls));
}

/** Path of a public file, or of a copy of its first lines. */
async function firstLines(
  name: string,
  options: { lines: number | undefined; folder: string },
): Promise<string> {
  const path = sharedData(name)!;
  const { lines, folder } = options;
  if (lines === undefined) return path;
  const file = await Deno.open(path);
  const text = await new Response(
    file.readable.pipeThrough(new DecompressionStream("gzip")),
  ).text();
  const copy = `${folder}/${name.replaceAll("/", "_").replace(/\.gz$/, "")}`;
  const end = text.split("\n", lines).join("\n") + "\n";
  await Deno.writeTextFile(copy, end);
  return copy;
}
