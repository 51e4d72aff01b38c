import { z } from "zod";
import type { Params } from "../config.ts";
import type { FeatureSet } from "../features/feature_set.ts";

const evaluated = z.looseObject({
  name: z.string(),
  targets: z.number(),
  metrics: z.record(z.string(), z.number().nullable()),
});
const metricsSchema = z.looseObject({
  model: evaluated,
  baselines: z.array(evaluated),
  blendWeight: z.number().optional(),
});

/** Options of {@link modelCard}. */
export interface ModelCardOptions {
  /** Name of the model. */
  readonly name: string;
  /** Version of the model. */
  readonly version: string;
  /** Name of the preset. */
  readonly preset: string;
  /** SHA-256 of the dataset. */
  readonly dataDigest: string;
  /** All parameters of the run. */
  readonly params: Params;
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** What metrics.json holds. */
  readonly metrics: unknown;
}

/** What people should know before they use a model: Markdown. */
export function modelCard(options: ModelCardOptions): string {
  const { name, version } = options;
  return [
    `# ${name} ${version}`,
    "Ranks a shop's products by how likely each comes next in a visit.",
    ...dataSection(options),
    ...metricsSection(options),
    "## Intended use",
    "Recommending products of the shop whose visits it was trained on. It knows " +
    "only the products in `features.json`, and learns nothing from what it is " +
    "asked. It was not made to judge people, and says nothing about why a product " +
    "is recommended. Popular products are shown more often than rare ones: the " +
    "slices in `metrics.json` tell by how much it is better at them.",
    "## Files",
    "`weights.safetensors` holds the network, `graph.onnx` computes with it, " +
    "`features.json` turns a shop's values into its inputs, `params.json` has all " +
    "parameters of the run, `signature.json` an example of a request. None of " +
    "them holds code.",
  ].join("\n\n") + "\n";
}

function dataSection(
  { preset, dataDigest, params, features }: ModelCardOptions,
): string[] {
  const { split, task } = params.prepare;
  const shares = [
    `validation ${split.validation}`,
    `test ${split.test}`,
  ].join(", ");
  const count = (value: number) => value.toLocaleString("en-US");
  return [
    "## Data",
    [
      `- preset: ${preset}`,
      `- SHA-256 of the dataset: \`${dataDigest}\``,
      `- split by \`${split.by}\`, shares of the sessions: ${shares}`,
      `- predicts: ${
        task === "cart" ? "the product put into the cart" : "each next product"
      }`,
      `- ${count(features.item.values.length)} products, ${
        count(features.user?.values.length ?? 0)
      } users`,
      `- network: \`${params.model.encoder}\`, ${params.model.hiddenSize} units; loss: \`${params.train.loss}\``,
    ].join("\n"),
  ];
}

function metricsSection({ metrics, params }: ModelCardOptions): string[] {
  const result = metricsSchema.safeParse(metrics);
  if (!result.success) return [];
  const { model, baselines, blendWeight } = result.data;
  const k = Math.max(...params.evaluate.cutoffs);
  const names = ["recall", "mrr", "ndcg", "coverage"].map((it) => `${it}@${k}`);
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = [model, ...baselines].map((it) =>
    row([
      it.name,
      ...names.map((metric) => it.metrics[metric]?.toFixed(4) ?? "–"),
    ])
  );
  const table = [
    row(["model", ...names]),
    row(["---", ...names.map(() => "---:")]),
    ...rows,
  ].join("\n");
  const targets = model.targets.toLocaleString("en-US");
  return [
    "## Metrics",
    `On ${targets} events of the test split; all products are ranked, and ties count against a model.`,
    table,
    ...(blendWeight === undefined
      ? []
      : ["The archive holds the network alone, not the blend with V-SKNN."]),
  ];
}
