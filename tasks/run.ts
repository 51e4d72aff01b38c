/**
 * Runs one stage from the command line: reads flags, resolves the parameters,
 * sees to it that the backend is installed, and turns errors into exit codes.
 * `deno task train …` is `tasks/run.ts train …`.
 */
import {
  type Params,
  type ParamSources,
  resolveAgain,
  resolveParams,
} from "../src/config.ts";
import { InputError } from "../src/errors.ts";
import type { Installed } from "../src/setup/installed.ts";
import { setup } from "../src/setup/setup.ts";
import { COMMON_FLAGS } from "./common_flags.ts";
import { helpText } from "./help.ts";
import { EXIT_INTERRUPTED, interruptSignal } from "./interrupt_signal.ts";
import { type FlagValues, parseFlags } from "./parse_flags.ts";
import { readJson, readPreset } from "./preset.ts";
import { runMain } from "./run_main.ts";
import { showSetup } from "./show_setup.ts";
import { stages } from "./stages.ts";

const INTERRUPTED = { interrupted: true };

async function main(args: string[]): Promise<number> {
  const name = args[0] ?? "";
  const load = stages.get(name);
  if (load === undefined) {
    throw new InputError(
      `Unknown stage "${name}": one of ${
        [...stages.keys()].join(", ")
      } is wanted`,
    );
  }
  const { stage } = await load();
  const { values, positionals } = parseFlags(args.slice(1), {
    flags: { ...COMMON_FLAGS, ...stage.flags },
    repeatable: ["set"],
    words: stage.words !== undefined,
  });
  if (values.help === true) {
    console.log(helpText(name, stage, COMMON_FLAGS));
    return 0;
  }
  const preset = text(values.preset) ?? "demo";
  // What the user mistyped is told before anything is installed.
  await resolve(preset, { values, backend: undefined });
  const { report, progress } = showSetup();
  const backend = stage.needsBackend
    ? await setup({
      backend: text(values.backend),
      progress,
      ...(stage.needsBackend === "quietly" ? {} : { report }),
    })
    : undefined;
  const params = await resolve(preset, { values, backend });
  const print = values.json === true ? console.error : console.log;
  const signal = interruptSignal();
  const flags = Object.fromEntries(
    Object.entries(values).filter(([, value]) => !Array.isArray(value)),
  ) as Record<string, string | boolean | undefined>;
  const work = stage.main({
    preset,
    params,
    resolveParams: (name, set) => resolve(name, { values, backend, set }),
    overrideParams: async (params, set) =>
      resolveAgain(params, await overrides(values, set)),
    backend,
    flags,
    words: positionals,
    print,
    signal,
  });
  const result = await work.catch((error) => {
    if (signal.aborted && error === signal.reason) return INTERRUPTED;
    throw error;
  });
  if (values.json === true) console.log(JSON.stringify(result));
  if (signal.aborted) return EXIT_INTERRUPTED;
  return "exitCode" in result ? Number(result.exitCode) : 0;
}

interface ResolveOptions {
  readonly values: FlagValues;
  readonly backend: Installed | undefined;
  /** Assignments after those of the command line. */
  readonly set?: readonly string[] | undefined;
}

async function resolve(
  preset: string,
  { values, backend, set }: ResolveOptions,
): Promise<Params> {
  return resolveParams({
    defaults: await readJson(new URL("params.json", import.meta.url)),
    preset: await readPreset(preset),
    wasm: backend?.backend === "wasm",
    ...await overrides(values, set),
  });
}

/** What `--params` and `--set` say, and assignments after those. */
async function overrides(
  values: FlagValues,
  set: readonly string[] = [],
): Promise<Pick<ParamSources, "file" | "set">> {
  const file = text(values.params);
  return {
    ...(file === undefined ? {} : { file: await readJson(file) }),
    set: [...(values.set ?? []) as string[], ...set],
  };
}

function text(value: FlagValues[string]): string | undefined {
  return typeof value === "string" ? value : undefined;
}

if (import.meta.main) await runMain(main);
