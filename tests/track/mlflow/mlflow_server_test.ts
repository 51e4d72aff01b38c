import assert from "node:assert/strict";
import { InputError } from "../../../src/errors.ts";
import { mlflowServer } from "../../../src/track/mlflow/mlflow_server.ts";

Deno.test("mlflowServer() asks by name and password, or by token, which goes first", () => {
  assert.deepEqual(mlflowServer({ uri: "http://shop:5000/" }), {
    url: "http://shop:5000",
  });
  const access = { uri: "https://shop/ml/", username: "ann", password: "ü" };
  assert.deepEqual(mlflowServer(access), {
    url: "https://shop/ml",
    // base64 of the UTF-8 of "ann:ü"
    authorization: "Basic YW5uOsO8",
  });
  assert.deepEqual(mlflowServer({ ...access, token: "t0" }), {
    url: "https://shop/ml",
    authorization: "Bearer t0",
  });
});

Deno.test("mlflowServer() takes name and password out of the address", () => {
  assert.deepEqual(mlflowServer({ uri: "http://a:b%40c@shop:5000" }), {
    url: "http://shop:5000",
    authorization: "Basic YTpiQGM=",
  });
});

Deno.test("mlflowServer() refuses what is no server, and repeats no password", () => {
  assert.throws(
    () => mlflowServer({ uri: "sqlite:///mlflow.db" }),
    (error: Error) =>
      error instanceof InputError &&
      error.message.includes('"sqlite:///mlflow.db" was found'),
  );
  assert.throws(
    () => mlflowServer({ uri: "mysql://ann:secret@shop/mlflow" }),
    (error: Error) =>
      error instanceof InputError && !error.message.includes("secret"),
  );
});
