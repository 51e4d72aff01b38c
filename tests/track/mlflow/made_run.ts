import { localStore } from "../../../src/track/local_store.ts";
import type { LocalStore } from "../../../src/track/local_store.ts";
import type { LocalRun } from "../../../src/track/local_run.ts";
import {
  INPUT_EXAMPLE_FILE,
  ML_MODEL_FILE,
  mlModel,
} from "../../../src/track/mlflow/ml_model.ts";
import type { Scalar } from "../../../src/track/tracker.ts";

/** Bytes of the made run's weights. */
export const WEIGHTS = new Uint8Array(300_000).map((_, at) => at * 7);

export interface MadeRunOptions {
  readonly store?: LocalStore;
  readonly experiment?: string;
  readonly environment?: Record<string, Scalar>;
}

/** Starts a run of everything that a run can have. */
export async function startRun(
  folder: string,
  options: MadeRunOptions = {},
): Promise<LocalRun> {
  const store = options.store ?? localStore(folder);
  return await store.start({
    experiment: options.experiment ?? "test",
    params: {
      "train.epochs": 2,
      "model.encoder": "gru",
      "evaluate.baselines": "markov",
      "größe 速度": "ü",
      long: "é".repeat(7000),
    },
    environment: {
      backend: "wasm",
      "git.commit": "0a1b2c",
      "ci.pipeline": "77",
      "ci.project": "https://shop.example/nextcart",
      "ci.user": "ann",
      ...options.environment,
    },
    datasets: [{
      name: "demo",
      digest: "0123456789abcdef".repeat(4),
      source: "data/demo",
      columns: { item: "string", price: "double" },
      sizes: { "train.sessions": 8 },
    }],
  });
}

/** Goes through the rest of a run, which has a model. */
export async function finishRun(run: LocalRun): Promise<void> {
  await run.logMetrics({ loss: 5.5, "validation.mrr@20": 0.125 }, 1);
  await run.logMetrics({ loss: NaN, "validation.mrr@20": Infinity }, 2);
  await run.logArtifact("model.safetensors", WEIGHTS);
  await run.logArtifact("plots/curve.txt", "loss\n");
  await run.logArtifact(
    INPUT_EXAMPLE_FILE,
    JSON.stringify({ columns: ["item", "price"], data: [["a", 1.5]] }),
  );
  const text = mlModel({
    signature: {
      inputs: [
        { name: "item", type: "string", required: true },
        { name: "price", type: "double", required: false },
      ],
      outputs: [{
        name: "product_ids",
        type: "array",
        items: { type: "string" },
        required: true,
      }],
    },
    flavors: { nextcart: { weights: "model.safetensors" } },
    createdAtMs: Date.UTC(2026, 10, 23),
  });
  await run.logArtifact(ML_MODEL_FILE, text);
  await run.end("finished", { "mrr@20": 0.25, "markov.mrr@20": 0.2 });
}
