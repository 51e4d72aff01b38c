/** Runs a benchmark: `deno task bench NAME`. */
import { InputError } from "../src/errors.ts";
import { setup } from "../src/setup/setup.ts";
import { lazyModules } from "./lazy_modules.ts";
import { showSetup } from "./show_setup.ts";
import type { Stage } from "./stage.ts";

/** The benchmarks by name. */
const benches = lazyModules<{ bench: Stage }>([
  ...["prepare", "engines", "train", "quality", "variants", "mysql"],
  ...["cold_start", "serve", "s3"],
], new URL("bench/", import.meta.url));

const NAMES = [...benches.keys()];

export const stage: Stage = {
  summary: `Measure: ${NAMES.join(", ")}`,
  words: NAMES.join("|"),
  flags: {
    input: {
      type: "string",
      value: "PATH",
      help: "prepare: a CSV file of events to repeat (the demo shop)",
    },
    rows: {
      type: "string",
      value: "N",
      help: "events to measure with (prepare, engines: 2000000, mysql: 200000)",
    },
    repeats: {
      type: "string",
      value: "N",
      help: "prepare, train, mysql, s3: repetitions (3; mysql, s3: 5)",
    },
    only: {
      type: "string",
      value: "NAME,…",
      help:
        "train: the networks to time (those PyTorch is timed with); variants: those to train (all)",
    },
    "memory-limit": {
      type: "string",
      value: "SIZE",
      help: "engines: of DuckDB's tables (1GB)",
    },
    seconds: {
      type: "string",
      value: "N",
      help: "train: time of a repetition (4); serve: of each load (10)",
    },
    to: {
      type: "string",
      value: "ADDRESS",
      help: "s3: s3://BUCKET[/PREFIX] (s3:///, that is NEXTCART_BUCKET)",
    },
    megabytes: { type: "string", value: "N", help: "s3: size in all (200)" },
    parts: { type: "string", value: "N", help: "s3: files (8)" },
    python: {
      type: "string",
      value: "PATH",
      help: "train: a Python with PyTorch to compare with (python3)",
    },
    torchserve: {
      type: "string",
      value: "SCRIPT",
      help: "serve: a script that loads TorchServe with the same requests",
    },
    products: {
      type: "string",
      value: "N",
      help: "serve: size of the catalogue (20000)",
    },
    minutes: {
      type: "string",
      value: "N",
      help: "serve: then hold a constant load for so long",
    },
    load: {
      type: "string",
      value: "SHARE",
      help: "serve: of the most that it answers, to be held (0.8)",
    },
    precision: {
      type: "string",
      value: "NAME",
      help: "train: of our products, float32, bfloat16, float16 (float32)",
    },
    profile: {
      type: "boolean",
      help: "train: show where a step goes, by operation",
    },
    data: {
      type: "string",
      value: "NAME,…",
      help:
        "quality, variants: yoochoose1_64, yoochoose1_64_quick, diginetica, beauty (all); cold_start: beauty, toys, sports, rees46, demo (beauty)",
    },
    "data-dir": {
      type: "string",
      value: "DIR",
      help:
        "quality, variants, cold_start: the folder of public data (NEXTCART_DATA)",
    },
    seeds: {
      type: "string",
      value: "N",
      help: "quality, cold_start: runs of each data set (3)",
    },
    share: {
      type: "string",
      value: "N",
      help: "cold_start: share of the items to hide from training (0.1)",
    },
    runs: {
      type: "string",
      value: "DIR",
      help:
        "quality, variants, cold_start: where runs and reports are kept (runs)",
    },
    prepared: {
      type: "string",
      value: "DIR",
      help:
        "quality, variants, cold_start: where prepared data are kept (data)",
    },
  },

  async main(input) {
    const [name, ...more] = input.words;
    const load = benches.get(name ?? "");
    if (load === undefined || more.length > 0) {
      throw new InputError(
        `Unknown benchmark "${input.words.join(" ")}": one of ${
          NAMES.join(", ")
        } is wanted`,
      );
    }
    const { bench } = await load();
    if (!bench.needsBackend) return await bench.main(input);
    const wanted = input.flags["backend"] as string | undefined;
    const backend = await setup({ backend: wanted, ...showSetup() });
    return await bench.main({ ...input, backend });
  },
};
