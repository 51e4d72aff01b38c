/** `deno task notebook`: this project's kernel, and JupyterLab where it is. */
import { runCommand } from "../src/setup/run_command.ts";
import { helpText } from "./help.ts";
import { kernelSpec, writeKernel } from "./notebook/kernel.ts";
import { lastingDeno } from "./notebook/lasting_deno.ts";
import { notebooksFolder } from "./notebook/notebook_paths.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import type { Flag } from "./stage.ts";

const SUMMARY =
  "Tells Jupyter and VS Code of this project's kernel, and opens JupyterLab.";

const FLAGS: Readonly<Record<string, Flag>> = {
  "kernel-only": { type: "boolean", help: "open nothing" },
  help: { type: "boolean", help: "show this text" },
};

async function main(args: string[]): Promise<number> {
  const { values } = parseFlags(args, { flags: FLAGS });
  if (values.help === true) {
    console.log(helpText("notebook", { summary: SUMMARY, flags: FLAGS }, {}));
    return 0;
  }
  const spec = kernelSpec(await lastingDeno());
  console.log(
    `Wrote ${await writeKernel(spec)}: the kernel ${spec.display_name}`,
  );
  if (values["kernel-only"] === true) return 0;
  const lab = await runCommand("jupyter", ["lab", "--version"]);
  if (!lab?.success) {
    console.log(
      "There is no JupyterLab here: `pip install jupyterlab`, or open notebooks/ in VS Code and choose the kernel",
    );
    return 0;
  }
  // On Ctrl-C Jupyter asks back: whoever waits for it is not to end before it.
  Deno.addSignalListener("SIGINT", () => {});
  const { code } = await new Deno.Command("jupyter", {
    args: ["lab", notebooksFolder],
  }).spawn().status;
  return code;
}

if (import.meta.main) await runMain(main);
