import assert from "node:assert/strict";
import { RegistryClient } from "../../../src/track/mlflow/registry_client.ts";
import { mlflow, withServer } from "./with_server.ts";

Deno.test({
  name:
    "RegistryClient knows a registered model without versions, and no other",
  ignore: mlflow === undefined,
  fn: withServer(async ({ experiment: name, client }) => {
    const registry = new RegistryClient(client.rest);
    assert.equal(await registry.registeredModel(name), undefined);
    await registry.createRegisteredModel(name);
    assert.deepEqual(await registry.registeredModel(name), {
      name,
      aliases: [],
    });
    assert.deepEqual(await registry.modelVersions(name), []);
    await assert.rejects(registry.createRegisteredModel(name), {
      code: "RESOURCE_ALREADY_EXISTS",
    });
    await assert.rejects(registry.downloadUri(name, "1"), {
      code: "RESOURCE_DOES_NOT_EXIST",
    });
  }),
});
