import type { EventSources } from "../../src/prepare/prepare.ts";
import { resolveAgain, resolveParams } from "../../src/config.ts";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import { setup } from "../../src/setup/setup.ts";
import { startBackend } from "../../src/tensor/runtime.ts";
import { dataFolder } from "../data_folder.ts";
import { datasetInput } from "../dataset_input.ts";
import { readJson, readPreset } from "../preset.ts";
import type { StageInput } from "../stage.ts";
import { outliveInterrupts } from "./interrupts.ts";

export interface OpenPresetOptions {
  /** Assignments, as with `--set`: `train.epochs=3`. */
  readonly set?: readonly string[];
  /** File or folder of the events; the demo shop needs none. */
  readonly input?: string | undefined;
}

/** A preset as a notebook works with it: what a stage gets from the command line. */
export interface OpenedPreset extends StageInput {
  readonly sources: EventSources;
  /** Names of the columns that cleaning may go by, but that are no features. */
  readonly keys: readonly string[];
  /** Where its dataset lies. */
  readonly folder: string;
}

/**
 * Opens a preset in a notebook: the working folder becomes the project's, and
 * the backend that setup has installed starts. Datasets lie in
 * `data/notebooks/`, runs in `runs/notebooks/`.
 */
export async function openPreset(
  preset: string,
  { set = [], input }: OpenPresetOptions = {},
): Promise<OpenedPreset> {
  Deno.chdir(projectFolder);
  outliveInterrupts();
  const backend = await setup({});
  const resolve = async (name: string, more: readonly string[] = []) =>
    resolveParams({
      defaults: await readJson(new URL("../params.json", import.meta.url)),
      preset: await readPreset(name),
      wasm: backend.backend === "wasm",
      set: [...set, ...more],
    });
  const asked = await resolve(preset);
  await startBackend(backend.backend, asked.train);
  const opened: StageInput = {
    preset,
    params: asked,
    resolveParams: resolve,
    overrideParams: (params, more = []) =>
      Promise.resolve(resolveAgain(params, { set: [...set, ...more] })),
    backend,
    flags: {
      input,
      data: dataFolder(preset, undefined).replace(/^data/, "data/notebooks"),
      runs: "runs/notebooks",
    },
    words: [],
    print: console.log,
    signal: new AbortController().signal,
  };
  const { sources, params, folder } = await datasetInput(opened);
  const { events } = params;
  const keys = "columns" in events ? Object.keys(events.columns.keys) : [];
  return { ...opened, params, sources, keys, folder };
}
