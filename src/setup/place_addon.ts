import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { runCommand } from "./run_command.ts";
import { runtimeFolder } from "./runtime_folder.ts";
import { Unavailable } from "./unavailable.ts";

/** Where the add-on for the TensorFlow in a runtime folder is kept. */
export function compiledAddon(folder: string): string {
  return `${runtimeFolder}/${folder}/tfjs_binding.node`;
}

/** Copies a compiled add-on to where the npm package loads it from. */
export async function placeAddon(from: string, to: string): Promise<void> {
  await Deno.mkdir(dirname(to), { recursive: true });
  // Renamed, never overwritten: a process that has it loaded keeps its file.
  const temporary = `${to}.${randomUUID()}`;
  await Deno.copyFile(from, temporary);
  await Deno.rename(temporary, to);
}

/**
 * Loads an add-on in a process of its own: a library that is too new for this
 * machine, or a processor that is too old for it, ends only that one.
 *
 * @throws {Unavailable} where it does not load; it is then removed.
 */
export async function checkAddonLoads(path: string): Promise<void> {
  const program = `import { createRequire } from "node:module";
    createRequire(import.meta.url)(${JSON.stringify(path)});`;
  const result = await runCommand(
    Deno.execPath(),
    ["eval", "--no-config", "--no-lock", program],
    { env: { TF_CPP_MIN_LOG_LEVEL: "2", NO_COLOR: "1" } },
  );
  if (result?.success) return;
  await Deno.remove(path);
  const reason = result?.output.match(/error: (.*)/i)?.[1] ?? "it crashes";
  throw new Unavailable(`the add-on does not load (${reason})`);
}
