import assert from "node:assert/strict";
import { z } from "zod";
import { found, MlflowApi } from "../../../src/track/mlflow/mlflow_api.ts";
import { mlflow, withServer } from "./with_server.ts";

Deno.test({
  name:
    "found() takes what is not there for undefined, and throws what is wrong",
  ignore: mlflow === undefined,
  fn: withServer(async ({ client }) => {
    const api = new MlflowApi(client.rest);
    const answer = z.object({});
    assert.equal(
      await found(() => api.get(answer, "runs/get?run_id=nobody")),
      undefined,
    );
    await assert.rejects(found(() => api.get(answer, "runs/get")), {
      code: "INVALID_PARAMETER_VALUE",
    });
    assert.deepEqual(
      await found(() =>
        api.post(answer, "experiments/search", { max_results: 1 })
      ),
      {},
    );
  }),
});
