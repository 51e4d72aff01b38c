import { localRegistry } from "../../src/track/registry/local_registry.ts";
import { mlflowRegistry } from "../../src/track/registry/mlflow_registry.ts";
import { mlflow, withServer } from "../track/mlflow/with_server.ts";
import { REGISTRY_CONTRACT } from "./model_registry_contract.ts";

for (const [claim, check] of Object.entries(REGISTRY_CONTRACT)) {
  Deno.test(`localRegistry() ${claim}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const registry = localRegistry(`${folder}/models`);
      await check({ registry, folder, name: "shop" });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });

  Deno.test({
    name: `mlflowRegistry() ${claim}`,
    ignore: mlflow === undefined,
    fn: withServer(async ({ folder, experiment, client }) => {
      const registry = mlflowRegistry({ client, experiment });
      await check({ registry, folder, name: experiment });
    }),
  });
}
