/** `deno task retrain`: keeps a model fresh. */
import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";
import { readOnce } from "../src/events/read_once.ts";
import {
  RETRAIN_WHEN,
  type RetrainWhen,
} from "../src/promote/retrain_reasons.ts";
import { startBackend } from "../src/tensor/runtime.ts";
import { presetName } from "../src/track/preset_name.ts";
import {
  checkAlias,
  checkModelName,
} from "../src/track/registry/check_names.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { datasetInput } from "./dataset_input.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import { requireTimes } from "./has_times.ts";
import { openRegistry, REGISTRY_FLAGS } from "./open_registry.ts";
import { openStore, STORE_FLAGS } from "./open_store.ts";
import { decisionText } from "./promote/decision_text.ts";
import { type Retraining, retrainOnce } from "./retrain/retrain_once.ts";
import { whileAlone } from "./retrain/while_alone.ts";
import type { Stage, StageInput } from "./stage.ts";
import { useColor } from "./use_color.ts";

const { input, items, data } = DATASET_FLAGS;

export const stage: Stage = {
  summary: "Train a model anew where there is a reason to, and promote it " +
    "where it passes the gates. Made for cron: exit code 0 where it was " +
    "promoted or there is nothing to do, " +
    `${EXIT_CODES.refused} refused, ${EXIT_CODES.busy} where another one is at it.`,
  needsBackend: true,
  flags: {
    input: input!,
    items: items!,
    data: data!,
    when: {
      type: "string",
      value: "LIST",
      help: `reasons: ${RETRAIN_WHEN.join(", ")} (schedule,data,drift)`,
    },
    as: {
      type: "string",
      value: "NAME",
      help: "what the model is called (the preset's name)",
    },
    to: { type: "string", value: "ALIAS", help: "the alias (champion)" },
    ...STORE_FLAGS,
    ...REGISTRY_FLAGS,
  },

  async main(input) {
    const { flags, preset, print } = input;
    const when = parseWhen(String(flags.when ?? "schedule,data,drift"));
    const alias = checkAlias(String(flags.to ?? "champion"));
    const name = checkModelName(
      String(flags.as ?? presetName({ experiment: preset })),
    );
    requireTimes(input.params.events);
    const asked = {
      ...input,
      flags: { ...flags, data: flags.data ?? `data/${name}-retrain` },
    };
    const { sources, params, folder: data } = await datasetInput(asked);
    const result = await whileAlone(`${data}.lock`, async () => {
      await startBackend(input.backend!.backend, params.train);
      return await retrainOnce({ ...input, params }, {
        registry: openRegistry(input),
        name,
        alias,
        source: readOnce(sources.events),
        items: sources.items,
        openStore: () => openStore(input),
        data,
        when,
        by: readEnvironment().user ?? "",
      });
    });
    if (result === undefined) {
      print(`Another process retrains ${name}: it holds ${data}.lock`);
      return { action: "busy", exitCode: EXIT_CODES.busy };
    }
    return show(result, { print, alias });
  },
};

function parseWhen(text: string): RetrainWhen[] {
  return text.split(",").map((word) => {
    const found = RETRAIN_WHEN.find((it) => it === word.trim());
    if (found !== undefined) return found;
    throw new InputError(
      `--when ${text}: a list of ${RETRAIN_WHEN.join(", ")} is wanted`,
    );
  });
}

function show(
  result: Retraining,
  { print, alias }: Pick<StageInput, "print"> & { alias: string },
): Record<string, unknown> {
  if (result.action === "none") {
    print(result.why);
    return { ...result };
  }
  if (result.action === "interrupted") return { ...result };
  const { candidate, promotion, action, reasons, isWarm, seconds } = result;
  const { name, version, run } = candidate.version;
  const { previous, decision } = promotion;
  const champion = previous === null ? undefined : `${name} ${previous}`;
  const called = `${name} ${version}`;
  if (decision !== undefined) {
    const options = { color: useColor(), candidate: called, champion };
    print(`\n${decisionText(decision, options)}\n`);
  }
  print(
    action === "promoted"
      ? `${called} is ${alias} now`
      : `Refused: ${decision?.why}`,
  );
  return {
    ...{ action, reasons, name, version, run, previous, isWarm, seconds },
    ...decision,
    ...(action === "refused" ? { exitCode: EXIT_CODES.refused } : {}),
  };
}
