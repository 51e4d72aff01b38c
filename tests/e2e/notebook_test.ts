import assert from "node:assert/strict";
import { finish, inTempFolder, startProgram } from "./cli.ts";

/** Asks back on Ctrl-C, as JupyterLab does, and takes its time. */
const JUPYTER = `#!/bin/sh
[ "$2" = --version ] && exit 0
trap 'sleep 0.5; echo "ended well"; exit 7' INT
touch "$MARK"
while true; do sleep 0.05; done
`;

Deno.test("deno task notebook waits on Ctrl-C until Jupyter has ended", () =>
  inTempFolder(async (folder) => {
    const [program, mark] = [`${folder}/jupyter`, `${folder}/runs`];
    await Deno.writeTextFile(program, JUPYTER, { mode: 0o755 });
    const child = startProgram("tasks/notebook.ts", [], {
      MARK: mark,
      PATH: `${folder}:${Deno.env.get("PATH")}`,
      JUPYTER_DATA_DIR: `${folder}/data`,
    }, { detached: true });
    while (!await Deno.stat(mark).catch(() => undefined)) {
      await new Promise((wake) => setTimeout(wake, 20));
    }
    // A terminal tells all that run in it.
    Deno.kill(-child.pid, "SIGINT");
    const { code, stdout } = await finish(child);
    assert.match(stdout, /^ended well$/m);
    assert.equal(code, 7);
  }));
