import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { listen } from "../../src/serve/listen.ts";
import { tinyArchive } from "../serve/tiny_archive.ts";
import { tinyServer } from "../serve/tiny_server.ts";

const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
  "unsupported_method",
];

const version = await runCommand("schemathesis", ["--version"]);
const isInstalled = version?.success === true;
if (!isInstalled) {
  console.warn(
    "A test is skipped, as there is no schemathesis: `pip install schemathesis` gives it",
  );
}

Deno.test({
  name: "what Schemathesis makes of the API description meets it, on all ports",
  ignore: !isInstalled,
  fn: async () => {
    const bugs: unknown[] = [];
    const { handlers } = await tinyServer(
      [tinyArchive(), tinyArchive({ version: "2.0" })],
      {
        open: (url) => Promise.reject(new InputError(`${url} is absent`)),
        onBug: (error) => bugs.push(error),
      },
    );
    const { urls, shutdown } = await listen(handlers, {
      host: "127.0.0.1",
      ports: { inference: 0, management: 0, metrics: 0 },
    });
    const folder = await Deno.makeTempDir();
    try {
      for (const url of Object.values(urls)) {
        const { success, stdout } = await new Deno.Command("schemathesis", {
          args: [
            ...["run", `${url}/api-description`, "--seed=1", "--no-color"],
            ...["--max-examples=15", `--checks=${CHECKS.join(",")}`],
          ],
          cwd: folder,
          stderr: "null",
        }).output();
        const text = new TextDecoder().decode(stdout);
        assert.ok(success, text.slice(-3000));
      }
      assert.deepEqual(bugs, []);
    } finally {
      await shutdown();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
