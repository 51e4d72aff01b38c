import assert from "node:assert/strict";
import { readEnvironment } from "../src/environment.ts";

Deno.test("readEnvironment() sees NO_COLOR", () => {
  const before = Deno.env.get("NO_COLOR");
  try {
    Deno.env.set("NO_COLOR", "1");
    assert.equal(readEnvironment().noColor, true);
    Deno.env.delete("NO_COLOR");
    assert.equal(readEnvironment().noColor, false);
  } finally {
    if (before !== undefined) Deno.env.set("NO_COLOR", before);
  }
});

Deno.test("readEnvironment() takes MySQL's credentials, and nothing for what is unset", () => {
  const names = ["MYSQL_HOST", "MYSQL_PASSWORD", "MYSQL_PORT"] as const;
  const before = names.map((name) => Deno.env.get(name));
  try {
    Deno.env.set("MYSQL_HOST", "db");
    Deno.env.set("MYSQL_PASSWORD", "");
    Deno.env.delete("MYSQL_PORT");
    const { host, password, port } = readEnvironment().mysql;
    assert.deepEqual({ host, password, port }, {
      host: "db",
      password: "",
      port: undefined,
    });
  } finally {
    names.forEach((name, at) => {
      const value = before[at];
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    });
  }
});

/** Commit, job and MLflow server that these variables alone tell of. */
function readAmong(variables: Record<string, string>) {
  const url = new URL("../src/environment.ts", import.meta.url).href;
  const { stdout } = new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--no-check",
      `import { readEnvironment } from "${url}"; const { commit, ci, mlflow } = readEnvironment(); console.log(JSON.stringify({ commit, ci, mlflow }))`,
    ],
    clearEnv: true,
    env: variables,
  }).outputSync();
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("readEnvironment() knows the jobs of GitLab and GitHub, and an MLflow server", () => {
  assert.deepEqual(
    readAmong({
      CI_COMMIT_SHA: "0a1b",
      CI_PIPELINE_ID: "77",
      CI_PROJECT_URL: "https://git.example/shop",
      GITLAB_USER_LOGIN: "ann",
      MLFLOW_TRACKING_URI: "http://127.0.0.1:5000",
      MLFLOW_TRACKING_TOKEN: "",
      MLFLOW_EXPERIMENT_NAME: "shop",
    }),
    {
      commit: "0a1b",
      ci: { pipeline: "77", project: "https://git.example/shop", user: "ann" },
      mlflow: { uri: "http://127.0.0.1:5000", experiment: "shop" },
    },
  );
  assert.deepEqual(
    readAmong({
      GITHUB_SHA: "2c3d",
      GITHUB_RUN_ID: "88",
      GITHUB_SERVER_URL: "https://hub.example",
      GITHUB_REPOSITORY: "ann/shop",
      GITHUB_ACTOR: "bob",
    }),
    {
      commit: "2c3d",
      ci: {
        pipeline: "88",
        project: "https://hub.example/ann/shop",
        user: "bob",
      },
    },
  );
  assert.deepEqual(readAmong({}), {});
});
