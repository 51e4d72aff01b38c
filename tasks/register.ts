/** `deno task register`: makes a run's model a version of a name. */
import { InputError } from "../src/errors.ts";
import { findRun } from "../src/track/find_run.ts";
import { runNote } from "../src/track/mlflow/run_note.ts";
import { checkAlias } from "../src/track/registry/check_names.ts";
import { openRegistry, REGISTRY_FLAGS } from "./open_registry.ts";
import type { Stage } from "./stage.ts";

export const stage: Stage = {
  summary: "Register a finished run's model as the newest version of a name. " +
    "A RUN is an id, how it begins, its last four signs, or latest.",
  words: "RUN",
  flags: {
    as: { type: "string", value: "NAME", help: "the model's name; needed" },
    alias: {
      type: "string",
      value: "NAME",
      help: "an alias for the version, taken from another: champion",
    },
    describe: {
      type: "string",
      value: "TEXT",
      help: "what the version is, for people (its results)",
    },
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
    ...REGISTRY_FLAGS,
  },
  async main(input) {
    const { flags, words, print } = input;
    const [word, ...others] = words;
    if (word === undefined || others.length > 0) {
      throw new InputError("One run is wanted: its id, or latest");
    }
    if (typeof flags.as !== "string") {
      throw new InputError("--as NAME is wanted: what the model is called");
    }
    const alias = typeof flags.alias === "string"
      ? checkAlias(flags.alias)
      : undefined;
    const run = await findRun(String(flags.runs ?? "runs"), word);
    const registry = openRegistry(input);
    const name = flags.as;
    const { version } = await registry.register(run.folder, {
      name,
      description: runNote(run.record),
    });
    if (typeof flags.describe === "string") {
      await registry.describe(name, version, flags.describe);
    }
    if (alias !== undefined) await registry.setAlias(name, alias, version);
    const versions = await registry.versions(name);
    const registered = versions.find((it) => it.version === version)!;
    const { aliases, location } = registered;
    const called = aliases.length === 0 ? "" : ` (${aliases.join(", ")})`;
    print(`${name} ${version}${called}: ${location}`);
    return { ...registered };
  },
};
