import assert from "node:assert/strict";
import { readInstalled } from "../../../src/setup/installed.ts";
import { runCommand } from "../../../src/setup/run_command.ts";
import { exists } from "../../../src/setup/runtime_folder.ts";
import { listRuns } from "../../../src/track/list_runs.ts";
import { interruptible } from "../../../tasks/notebook/interrupts.ts";
import { kernelSpec, writeKernel } from "../../../tasks/notebook/kernel.ts";
import {
  jupyterFolder,
  notebooksFolder,
} from "../../../tasks/notebook/notebook_paths.ts";
import { inTempFolder } from "../../e2e/cli.ts";

const python = `${jupyterFolder}/venv/bin/python`;
const program = new URL("interrupt_kernel.py", import.meta.url).pathname;

interface Ran {
  readonly status: string | null;
  readonly printed: string;
  readonly alive: boolean;
}

/** Runs cells in a kernel; each is interrupted once it has printed its mark. */
async function runCells(
  cells: readonly { code: string; interruptAt?: string }[],
): Promise<Ran[]> {
  await writeKernel(kernelSpec(Deno.execPath()), jupyterFolder);
  const args = cells.flatMap(({ code, interruptAt = "" }) => [
    code,
    interruptAt,
  ]);
  const { success, output } = (await runCommand(python, [
    ...[program, notebooksFolder, ...args],
  ], { env: { JUPYTER_PATH: jupyterFolder } }))!;
  assert.ok(success, output);
  return output.split("\n").filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

Deno.test({
  name:
    "a cell that is interrupted stops training, keeps the checkpoint and the " +
    "kernel (wants a backend, and nbclient: deno task notebooks:run)",
  ignore: readInstalled() === undefined || !await exists(python),
  fn: () =>
    inTempFolder(async (folder) => {
      const set = [
        ...["events.demo.sessions=600", "events.demo.items=40"],
        ...["train.epochs=500", "train.patience=500", "train.negatives=32"],
        ...["model.hiddenSize=8", "evaluate.baselines=[]"],
      ];
      const open = `
        import { openPreset } from "../tasks/notebook/open_preset.ts";
        import { trainLive } from "../tasks/notebook/train_live.ts";
        const opened = await openPreset("demo", { set: ${
        JSON.stringify(set)
      } });
        const shop = { ...opened, flags: { ...opened.flags,
          data: "${folder}/data", runs: "${folder}/runs" } };
        let shown = 0;
        const draw = () => { if (++shown === 3) console.log("three epochs"); };`;
      const [opened, trained, other, after] = await runCells([
        { code: open },
        {
          code: `console.log(await trainLive(shop, { draw }) ?? "nothing");`,
          interruptAt: "three epochs",
        },
        {
          code: `console.log("waiting");
            await new Promise((resolve) => setTimeout(resolve, 1000));`,
          interruptAt: "waiting",
        },
        { code: `console.log(shop.preset, shown >= 3);` },
      ]);
      assert.equal(opened!.status, "ok", opened!.printed);
      assert.match(
        trained!.printed,
        /Stopped\. Go on with: deno task train --resume \S+/,
      );
      assert.match(trained!.printed, /nothing\n$/);
      assert.match(other!.printed, /Only training can be interrupted/);
      assert.deepEqual([other!.status, other!.alive], ["ok", true]);
      assert.match(after!.printed, /^demo true\n/);

      const { runs } = await listRuns(`${folder}/runs`);
      assert.equal(runs.length, 1);
      const files = [...Deno.readDirSync(runs[0]!.folder)].map((it) => it.name);
      assert.ok(files.some((it) => it.includes("checkpoint")), String(files));
    }),
});

Deno.test("interruptible() gives back what was made, and listens no longer", async () => {
  const signals: AbortSignal[] = [];
  const made = await interruptible((signal) => {
    signals.push(signal);
    return Promise.resolve(7);
  });
  assert.equal(made, 7);
  assert.equal(signals[0]!.aborted, false);
});
