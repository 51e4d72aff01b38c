import assert from "node:assert/strict";
import { helpText } from "../../tasks/help.ts";
import { stages } from "../../tasks/stages.ts";
import { cli } from "../e2e/cli.ts";

Deno.test("helpText() says what a stage does and what its flags mean", () => {
  const text = helpText(
    "evaluate",
    {
      summary: "Evaluate a run",
      words: "[RUN]",
      flags: { runs: { type: "string", value: "DIR", help: "where" } },
    },
    { json: { type: "boolean", help: "print JSON" } },
  );
  assert.equal(
    text,
    "Evaluate a run\n\n" +
      "  deno task evaluate [flags] [RUN]\n\n" +
      "  --runs DIR  where\n" +
      "  --json      print JSON",
  );
});

Deno.test("every stage explains itself with --help", async () => {
  const names = [...stages.keys()];
  const results = await Promise.all(names.map((it) => cli([it, "--help"])));
  results.forEach(({ code, stdout }, at) => {
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`deno task ${names[at]} \\[flags\\]`));
    assert.match(stdout, /--json +print one JSON object/);
  });
});
