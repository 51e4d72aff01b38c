/** `deno task promote`: lets gates decide whether a model serves. */
import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";
import { startBackend } from "../src/tensor/runtime.ts";
import { checkAlias } from "../src/track/registry/check_names.ts";
import type { ModelRegistry } from "../src/track/registry/model_registry.ts";
import { rollBack } from "../src/track/registry/roll_back.ts";
import { openInput } from "./dataset_input.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import { openRegistry, REGISTRY_FLAGS } from "./open_registry.ts";
import { findCandidate } from "./promote/candidate.ts";
import { decisionText } from "./promote/decision_text.ts";
import { historyText } from "./promote/history_text.ts";
import {
  promoteCandidate,
  REFUSED_ALIAS,
} from "./promote/promote_candidate.ts";
import type { Stage, StageInput } from "./stage.ts";
import { useColor } from "./use_color.ts";

export const stage: Stage = {
  summary: "Give a model the alias that serves, where it passes the gates: " +
    "better than the champion on newer events, no slice worse, fast and small. " +
    "A MODEL is NAME/3 or NAME@candidate, a RUN an id or latest. " +
    `Exit code ${EXIT_CODES.refused}: refused.`,
  words: "MODEL | RUN | NAME",
  needsBackend: true,
  flags: {
    to: { type: "string", value: "ALIAS", help: "the alias (champion)" },
    on: {
      type: "string",
      value: "PATH",
      help: "events to compare on, as --input elsewhere; only newer ones count",
    },
    as: {
      type: "string",
      value: "NAME",
      help: "what a run's model is called (its preset's name)",
    },
    rollback: {
      type: "boolean",
      help: "give the alias of NAME back to the version that had it before",
    },
    history: {
      type: "boolean",
      help: "show when the aliases of NAME were set, by whom and why",
    },
    why: {
      type: "string",
      value: "TEXT",
      help: "the reason of a rollback, for the history",
    },
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
    ...REGISTRY_FLAGS,
  },

  async main(input) {
    const { flags, words } = input;
    const [word, ...others] = words;
    if (word === undefined || others.length > 0) {
      throw new InputError("One model or run is wanted: shop/3, or latest");
    }
    requireOneWish(flags);
    const alias = checkAlias(String(flags.to ?? "champion"));
    const registry = openRegistry(input);
    if (flags.history === true) return await showHistory(word, registry, input);
    if (flags.rollback === true) {
      return await takeBack(word, { registry, alias, input });
    }
    return await promote(word, { registry, alias, input });
  },
};

/** A flag that would be passed over is a misunderstanding. */
function requireOneWish({ rollback, history, why, on }: StageInput["flags"]) {
  if (rollback === true && history === true) {
    throw new InputError("--rollback or --history is wanted, not both");
  }
  if (why !== undefined && rollback !== true) {
    throw new InputError(
      "--why is the reason of a --rollback: a promotion's is what the gates found",
    );
  }
  if (on !== undefined && (rollback === true || history === true)) {
    throw new InputError("--on is for a promotion: nothing is compared here");
  }
}

interface Asked {
  readonly registry: ModelRegistry;
  readonly alias: string;
  readonly input: StageInput;
}

async function promote(
  word: string,
  { registry, alias, input }: Asked,
): Promise<Record<string, unknown>> {
  const { flags, print } = input;
  await startBackend(input.backend!.backend);
  const candidate = await findCandidate(word, {
    registry,
    runs: String(flags.runs ?? "runs"),
    name: flags.as as string | undefined,
  });
  const { config, version: { name, version } } = candidate;
  // Events are read and cleaned as the candidate's were, gates are of today.
  const { promote } = input.params;
  const params = { ...config.params, promote };
  const { source, events } = await openInput({
    params,
    flags: { input: flags.on },
    signal: input.signal,
  });
  const { decision, isPromoted, previous } = await promoteCandidate(candidate, {
    registry,
    alias,
    source,
    params: { ...params, events },
    seed: params.train.seed,
    by: readEnvironment().user ?? "",
  });
  const result = { name, version, alias, promoted: isPromoted, previous };
  if (decision === undefined) {
    print(`${name} ${version} is ${alias} already`);
    return result;
  }
  const champion = previous === null ? undefined : `${name} ${previous}`;
  print(decisionText(decision, {
    color: useColor(),
    candidate: `${name} ${version}`,
    champion,
  }));
  const before = champion === undefined ? "" : ` (before: ${champion})`;
  print(
    isPromoted
      ? `\n${name} ${version} is ${alias} now${before}`
      : `\nRefused: ${decision.why}${
        champion === undefined ? "" : `; ${champion} stays ${alias}`
      }`,
  );
  const exit = isPromoted ? {} : { exitCode: EXIT_CODES.refused };
  return { ...result, ...decision, ...exit };
}

async function takeBack(
  name: string,
  { registry, alias, input: { flags, print } }: Asked,
): Promise<Record<string, unknown>> {
  const by = readEnvironment().user ?? "";
  const why = String(flags.why ?? "");
  const { from, to } = await rollBack(registry, { name, alias, by, why });
  // Nor is it to come back by itself when a scheduler retrains.
  await registry.setAlias(name, REFUSED_ALIAS, from, {
    by,
    why: `rolled back${why === "" ? "" : `: ${why}`}`,
  });
  print(`${name} ${to} is ${alias} again (before: ${name} ${from})`);
  return { name, alias, version: to, previous: from };
}

async function showHistory(
  name: string,
  registry: ModelRegistry,
  { print }: StageInput,
): Promise<Record<string, unknown>> {
  const history = await registry.history(name);
  print(
    history.length === 0
      ? `No alias of ${name} was ever set`
      : historyText(history, name),
  );
  return { name, history };
}
