/**
 * Trains the presets of public data sets with one part of each changed at a
 * time, and says on validation what the part adds: `deno task bench variants`.
 */
import { startBackend } from "../../src/tensor/runtime.ts";
import type { Stage, StageInput } from "../stage.ts";
import { type ChosenData, chosenData } from "./chosen_data.ts";
import { measureVariants, type VariantResult } from "./measure_variants.ts";
import { readVariants } from "./read_variants.ts";
import { markdownTable, plainTable } from "./text_table.ts";
import { variantsTable } from "./variants_table.ts";
import { writeReport } from "./write_report.ts";

export const bench: Stage = {
  summary: "What each part of the presets of public data adds, on validation",
  needsBackend: true,

  async main(input) {
    const chosen = chosenData(input.flags);
    const lists = await Promise.all(
      chosen.map(({ name }) => readVariants(name, input.flags.only)),
    );
    await startBackend(input.backend!.backend, input.params.train);
    const results: Record<string, readonly VariantResult[]> = {};
    for (const [at, choice] of chosen.entries()) {
      const variants = lists[at]!;
      const measured = await measureVariants(input, { ...choice, variants });
      if (measured === undefined) {
        input.print("Stopped. The same command goes on");
        return { ...results, interrupted: true };
      }
      results[choice.name] = measured;
      const shown = variantsTable(measured, choice.data.metrics);
      const report = await writeVariantsReport(input, choice, measured);
      input.print(`\n${plainTable(shown)}\n\nWrote ${report}`);
    }
    return results;
  },
};

async function writeVariantsReport(
  input: StageInput,
  { name, data, runs }: ChosenData,
  variants: readonly VariantResult[],
): Promise<string> {
  const params = await input.resolveParams(data.preset);
  return await writeReport(input, {
    path: `${runs}/variants-${name}`,
    values: { name, variants },
    params,
    parts: [
      `# What the parts of ${data.preset} add`,
      markdownTable(variantsTable(variants, data.metrics)),
      "On the end of training, which was held out; one seed each. The intervals are those of a paired bootstrap over sessions: another seed is not in them.",
      `    deno task bench variants --data ${name}`,
    ],
  });
}
