import { z } from "zod";
import { found, MlflowApi } from "../../../src/track/mlflow/mlflow_api.ts";
import { MlflowClient } from "../../../src/track/mlflow/mlflow_client.ts";
import { MlflowRest } from "../../../src/track/mlflow/mlflow_rest.ts";
import { mlflowServer } from "../../../src/track/mlflow/mlflow_server.ts";
import { service } from "../../services.ts";

/** The server; tests are skipped without one. */
export const mlflow = await service("mlflow");

/** Calls with a folder of runs and an experiment of its own. */
export function withServer(
  test: (place: {
    folder: string;
    experiment: string;
    client: MlflowClient;
  }) => Promise<void>,
) {
  return async () => {
    const folder = await Deno.makeTempDir();
    const { url: uri, ...who } = mlflow!;
    const client = new MlflowClient(
      new MlflowRest(mlflowServer({ uri, ...who })),
    );
    const experiment = `test-${crypto.randomUUID()}`;
    try {
      await test({ folder, experiment, client });
    } finally {
      await Deno.remove(folder, { recursive: true });
      await tidy(client, experiment);
    }
  };
}

/** Developers look at this server too. */
async function tidy(client: MlflowClient, name: string): Promise<void> {
  const api = new MlflowApi(client.rest);
  const answer = z.object({});
  const experiment = await client.experiment(name);
  if (experiment !== undefined) {
    const { experiment_id } = experiment;
    await api.post(answer, "experiments/delete", { experiment_id });
  }
  await found(() =>
    api.call(answer, "registered-models/delete", {
      method: "DELETE",
      json: { name },
      repeatable: true,
    })
  );
}
