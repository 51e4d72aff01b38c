/** Runs what changed, restores the rest: `deno task pipeline`. */
import { InputError } from "../src/errors.ts";
import { CHECK_FLAG } from "./check/check_flag.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import type { Stage, StageInput } from "./stage.ts";

/** What the words ask for; each is loaded only when it is. */
const actions: Record<string, () => Promise<Pick<Stage, "main">>> = {
  run: async () => ({ main: (await import("./pipeline/run.ts")).run }),
  status: async () => ({ main: (await import("./pipeline/status.ts")).status }),
  dag: async () => ({ main: (await import("./pipeline/dag.ts")).dag }),
  accept: async () => ({ main: (await import("./pipeline/accept.ts")).accept }),
  diff: async () => ({ main: (await import("./pipeline/diff.ts")).diff }),
};

/** Flags that not all words know. */
const KNOWN_BY: Readonly<Record<string, readonly string[]>> = {
  "dry-run": ["run", "status"],
  force: ["run", "status"],
  only: ["run", "status", "accept"],
  until: ["run", "status", "accept"],
  svg: ["dag"],
};

const { input, test, items } = DATASET_FLAGS;

export const stage: Stage = {
  summary:
    "Bring dataset, model, metrics, archive and report up to date: run the stages " +
    "that something changed for, take from the cache what was made before. " +
    "status says what would be done and why, dag draws the stages, diff compares " +
    "two lock files, or the lock files of two git revisions (HEAD with now), accept " +
    "takes outputs for up to date that only code or versions changed for.",
  words: "[status | dag | diff [A [B]] | accept]",
  needsBackend: "quietly",
  flags: {
    input: input!,
    test: test!,
    items: items!,
    ...CHECK_FLAG,
    out: {
      type: "string",
      value: "DIR",
      help: "where outputs and pipeline.lock lie (pipeline/<preset>)",
    },
    cache: {
      type: "string",
      value: "DIR|s3://…",
      help: "where outputs are kept by what made them (.cache/pipeline)",
    },
    only: { type: "string", value: "STAGE", help: "this stage alone" },
    until: {
      type: "string",
      value: "STAGE",
      help: "this stage and those before it",
    },
    force: { type: "boolean", help: "run even what is up to date" },
    "dry-run": { type: "boolean", help: "as status: say it, do nothing" },
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
    svg: { type: "string", value: "FILE", help: "dag: draw it there too" },
  },

  async main(input) {
    const [word = "run", ...others] = input.words;
    if (!Object.hasOwn(actions, word)) {
      throw new InputError(
        `Unknown word "${word}": ${Object.keys(actions).join(", ")} is wanted`,
      );
    }
    if (others.length > 0 && word !== "diff") {
      throw new InputError(`Unexpected word "${others[0]}"`);
    }
    checkFlags(word, input.flags);
    const action = input.flags["dry-run"] === true ? "status" : word;
    const { main } = await actions[action]!();
    return await main({ ...input, words: others });
  },
};

/** What would not be heeded is refused. */
function checkFlags(word: string, flags: StageInput["flags"]): void {
  for (const [flag, words] of Object.entries(KNOWN_BY)) {
    if (flags[flag] === undefined || words.includes(word)) continue;
    throw new InputError(
      `--${flag} means nothing to ${word}: it goes with ${words.join(", ")}`,
    );
  }
  if (flags.only !== undefined && flags.until !== undefined) {
    throw new InputError("--only and --until: one of them is wanted");
  }
}
