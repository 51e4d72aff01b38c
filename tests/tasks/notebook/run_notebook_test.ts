import assert from "node:assert/strict";
import { stripVTControlCharacters as stripAnsiCode } from "node:util";
import { exists } from "../../../src/setup/runtime_folder.ts";
import { notebookText } from "../../../tasks/notebook/notebook_file.ts";
import { jupyterFolder } from "../../../tasks/notebook/notebook_paths.ts";
import { runNotebook } from "../../../tasks/notebook/run_notebook.ts";
import { tinyNotebook } from "./tiny_notebook.ts";

const python = `${jupyterFolder}/venv/bin/python`;
/** Installed by `deno task notebooks:run`. */
const ignore = !await exists(python);

async function run(sources: string[], options: { seconds?: number } = {}) {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/tiny.ipynb`;
    const cells = sources.map((source) => ({ source }));
    await Deno.writeTextFile(path, notebookText(tinyNotebook(cells)));
    return await runNotebook(path, { python, ...options });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "runNotebook() gives each cell its own output, however late it comes " +
    "(wants nbclient: deno task notebooks:run)",
  ignore,
  async fn() {
    const { cells } = await run([
      "const a = 20;",
      "console.log(a + 1);",
      "a + 2",
      'console.log("b"); a + 3',
      'console.log("c");',
    ]);
    assert.deepEqual(cells.map(({ outputs }) => outputs!.map(shownText)), [
      [],
      ["21\n"],
      ["22"],
      ["b\n", "23"],
      ["c\n"],
    ]);
  },
});

Deno.test({
  name: "runNotebook() names the notebook and the first cell that fails " +
    "(wants nbclient: deno task notebooks:run)",
  ignore,
  async fn() {
    await assert.rejects(
      run(["1 + 1", 'throw new Error("no stock");', "throw 3"]),
      { name: "InputError", message: "tiny.ipynb, cell 2: Error: no stock" },
    );
  },
});

Deno.test({
  name: "runNotebook() refuses a notebook that takes too long " +
    "(wants nbclient: deno task notebooks:run)",
  ignore,
  async fn() {
    const wait = "await new Promise((resolve) => setTimeout(resolve, 1100));";
    await assert.rejects(run([wait], { seconds: 1 }), {
      name: "InputError",
      message: /^tiny\.ipynb took \d+ s: at most 1 are wanted$/,
    });
  },
});

/** What an output shows, be it printed or the value of the cell. */
function shownText(output: Record<string, unknown>): string {
  const { text, data } = output as {
    text?: string[];
    data?: Record<string, string[]>;
  };
  const shown = text ?? data!["text/plain"]!;
  // Deno's kernel colours values.
  return stripAnsiCode(shown.join(""));
}
