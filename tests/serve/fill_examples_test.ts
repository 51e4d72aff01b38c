import assert from "node:assert/strict";
import { AccessKeys } from "../../src/serve/access_keys.ts";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

/** The part of a description that these tests read. */
interface Described {
  readonly paths: Record<string, {
    readonly post?: {
      readonly parameters: { name: string; example?: string }[];
    };
  }>;
  readonly components: {
    readonly schemas: Record<string, { readonly example?: object }>;
  };
}

Deno.test("fillExamples() gives examples that are answered as they stand", async () => {
  const { ask } = await tinyServer([tinyArchive({ name: "toys" })]);
  const { paths, components } = (await ask("/api-description"))
    .body as Described;
  for (
    const [path, schema] of [
      ["/predictions/{model_name}/{model_version}", "PredictRequest"],
      ["/v2/models/{model_name}/infer", "InferRequest"],
      ["/invocations", "InvocationsRequest"],
    ] as const
  ) {
    const parameters = paths[path]!.post?.parameters ?? [];
    const address = parameters.reduce(
      (text, { name, example }) => text.replace(`{${name}}`, example!),
      path as string,
    );
    const body = components.schemas[schema]!.example;
    const answer = await ask(address, { body });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.doesNotMatch(JSON.stringify(answer.body), /popular/);
  }
});

Deno.test("fillExamples() leaves the description as it is where nothing is served", async () => {
  const { ask } = await tinyServer([]);
  const { components } = (await ask("/api-description")).body as Described;
  assert.deepEqual(components.schemas.PredictRequest!.example, {
    data: [{ product_id: "p1" }, { product_id: "p2" }],
    k: 5,
  });
});

Deno.test("createApi() names no model to who has no key", async () => {
  const path = await Deno.makeTempFile();
  try {
    const keys = await AccessKeys.create({ path, minutes: 1, now: () => 0 });
    const { ask } = await tinyServer([tinyArchive({ name: "toys" })], { keys });
    const { status, body } = await ask("/api-description");
    assert.equal(status, 200);
    assert.doesNotMatch(JSON.stringify(body), /toys/);
  } finally {
    await Deno.remove(path);
  }
});
