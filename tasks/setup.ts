/**
 * `deno task setup`: installs TensorFlow, or the next best that this machine
 * can have, and says which and why.
 */
import { setup } from "../src/setup/setup.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import { showSetup } from "./show_setup.ts";
import type { Flag } from "./stage.ts";

const SUMMARY =
  "Installs npm packages and TensorFlow, or the next best that can be had.";

const FLAGS: Readonly<Record<string, Flag>> = {
  backend: {
    type: "string",
    value: "NAME",
    help: "tensorflow, webgpu or wasm (the best that can be had)",
  },
  json: {
    type: "boolean",
    help: "print one JSON object as the last line of standard output",
  },
  help: { type: "boolean", help: "show this text" },
};

async function main(args: string[]): Promise<number> {
  const { values } = parseFlags(args, { flags: FLAGS });
  if (values.help === true) {
    const stage = { summary: SUMMARY, flags: FLAGS };
    console.log(helpText("setup", stage, {}));
    return 0;
  }
  const backend = values.backend as string | undefined;
  const installed = await setup({ backend, ...showSetup() });
  if (values.json === true) console.log(JSON.stringify(installed));
  return 0;
}

if (import.meta.main) await runMain(main);
