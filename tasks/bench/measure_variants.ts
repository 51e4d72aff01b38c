import {
  pairedBootstrap,
  type PairedDifference,
} from "../../src/evaluate/paired_bootstrap.ts";
import { targetGains } from "../../src/evaluate/target_gains.ts";
import type { StageInput } from "../stage.ts";
import { HELD_OUT_SUFFIX, holdOut } from "../train/hold_out.ts";
import type { ChosenData } from "./chosen_data.ts";
import type { Variant } from "./read_variants.ts";
import { type TrainedVariant, trainVariant } from "./train_variant.ts";

/** Parameters that change what is recommended, and nothing of what is learned. */
const RECOMMENDING = /^(evaluate\.|model\.(trend|seenScore)$)/;

/** How well a variant of a preset does on validation. */
export interface VariantResult {
  readonly name: string;
  /** Its run. */
  readonly id: string;
  /** Validation metrics after its best epoch. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The best epoch. */
  readonly epoch: number;
  /** By metric: how far it is from the preset. Of the preset itself: none. */
  readonly differences: Readonly<Record<string, PairedDifference>>;
}

export interface VariantsOptions extends ChosenData {
  /** The first is what the others are compared with. */
  readonly variants: readonly Variant[];
}

/**
 * Trains variants of a preset with one seed, on what is left when the end of
 * training is held out, and compares them there: the test split has no say in
 * what is chosen.
 *
 * @returns Undefined where it was interrupted: the same call goes on.
 */
export async function measureVariants(
  input: StageInput,
  { name, data, flags, variants }: VariantsOptions,
): Promise<VariantResult[] | undefined> {
  const held = holdOut(await input.resolveParams(data.preset));
  const suffix = held.length === 0 ? "" : HELD_OUT_SUFFIX;
  const results: VariantResult[] = [];
  let first: TrainedVariant | undefined;
  for (const { name: variant, set } of variants) {
    const assignments = Object.entries(set).map(([key, value]) =>
      `${key}=${JSON.stringify(value)}`
    );
    input.print(`\n${name}: ${variant}`);
    const own = {
      ...input,
      preset: data.preset,
      params: await input.resolveParams(data.preset, [...held, ...assignments]),
      flags: { ...flags, data: flags.data + suffix },
    };
    const learnsAlike = Object.keys(set).every((it) => RECOMMENDING.test(it));
    const trained = await trainVariant(own, {
      name: variant,
      alike: learnsAlike ? first : undefined,
    });
    if (trained === undefined) return undefined;
    const { id, metrics, epoch } = trained;
    const differences = first === undefined
      ? {}
      : differencesOf(trained, first, data.metrics);
    results.push({ name: variant, id, metrics, epoch, differences });
    first ??= trained;
  }
  return results;
}

function differencesOf(
  variant: TrainedVariant,
  preset: TrainedVariant,
  metrics: readonly string[],
): Record<string, PairedDifference> {
  const { sessions } = preset;
  return Object.fromEntries(metrics.map((metric) => [
    metric,
    pairedBootstrap(
      targetGains(variant.ranks, metric),
      targetGains(preset.ranks, metric),
      { sessions, seed: 1 },
    ),
  ]));
}
