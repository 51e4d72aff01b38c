import assert from "node:assert/strict";
import { exists } from "../../../src/setup/runtime_folder.ts";
import {
  cellSource,
  notebookText,
  parseNotebook,
} from "../../../tasks/notebook/notebook_file.ts";
import {
  jupyterFolder,
  notebookNames,
  notebooksFolder,
} from "../../../tasks/notebook/notebook_paths.ts";
import { runNotebook } from "../../../tasks/notebook/run_notebook.ts";
import { sharedData } from "../../testdata.ts";

const python = `${jupyterFolder}/venv/bin/python`;
const log = sharedData("rees46/2019-Oct.csv.gz");

for (const name of await notebookNames()) {
  Deno.test({
    name: `${name} runs on REES46, told so in its first cell ` +
      "(wants NEXTCART_DATA, and nbclient: deno task notebooks:run)",
    ignore: log === undefined || !await exists(python),
    async fn() {
      // Beside notebooks/, so that its imports mean the same.
      const path = `${jupyterFolder}/rees46_${name}`;
      const text = await Deno.readTextFile(`${notebooksFolder}/${name}`);
      const notebook = parseNotebook(text, name);
      const first = notebook.cells.find((it) => it.cell_type === "code")!;
      assert.match(cellSource(first), /^const preset = "demo";/);
      first.source = `const preset: string = "rees46";
const input: string | undefined = ${JSON.stringify(log)};
const set = ["train.epochs=2"];`;
      try {
        await Deno.writeTextFile(path, notebookText(notebook));
        const { cells } = await runNotebook(path, { python });
        assert.ok(cells.every((it) => (it.outputs ?? []).length < 9));
      } finally {
        await Deno.remove(path).catch(() => {});
      }
    },
  });
}
