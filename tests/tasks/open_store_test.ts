import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { openStore } from "../../tasks/open_store.ts";

function withUri<T>(uri: string, work: () => T): T {
  const before = Deno.env.get("MLFLOW_TRACKING_URI");
  Deno.env.set("MLFLOW_TRACKING_URI", uri);
  try {
    return work();
  } finally {
    if (before === undefined) Deno.env.delete("MLFLOW_TRACKING_URI");
    else Deno.env.set("MLFLOW_TRACKING_URI", before);
  }
}

function open(tracker: string) {
  return openStore({ flags: { tracker }, print: assert.fail });
}

Deno.test("openStore() wants a server where MLflow is asked for", () => {
  withUri("", () =>
    assert.throws(
      () => open("mlflow"),
      (error: Error) =>
        error instanceof InputError &&
        error.message ===
          "--tracker mlflow: MLFLOW_TRACKING_URI is to name the server",
    ));
});

Deno.test("openStore() keeps runs here alone where it is told to, whatever the environment says", async () => {
  const store = withUri("no address", () => open("local"));
  await store.close();
});

Deno.test("openStore() refuses a tracker and an address that are none", () => {
  assert.throws(() => open("wandb"), /--tracker wandb: local or mlflow/);
  withUri(
    "no address",
    () =>
      assert.throws(
        () => open("mlflow"),
        /MLFLOW_TRACKING_URI: .*"no address"/,
      ),
  );
});
