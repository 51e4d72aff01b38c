import assert from "node:assert/strict";
import { distinctModels } from "../../../tasks/serve/distinct_models.ts";
import { tinyArchive } from "../../serve/tiny_archive.ts";

function at(url: string, version: string) {
  return { ...tinyArchive({ version }), url };
}

Deno.test("distinctModels() keeps all versions, and one of those that two aliases name", () => {
  const archives = [
    at("models:/shop@candidate", "3"),
    at("old.mar", "1.0"),
    at("models:/shop@champion", "3"),
  ];
  assert.deepEqual(
    distinctModels(archives).map(({ url }) => url),
    ["models:/shop@candidate", "old.mar"],
  );
});

Deno.test("distinctModels() names two files that are the same version", () => {
  assert.throws(
    () => distinctModels([at("models/a.mar", "1.0"), at("b.mar", "1.0")]),
    {
      name: "InputError",
      message:
        "models/a.mar and b.mar are both shop 1.0: leave one out, or pack it again under another --version",
    },
  );
});
