import assert from "node:assert/strict";
import { sparkJob } from "../../src/sql/spark_job.ts";
import { sparkError } from "../../src/sql/spark_error.ts";
import { SparkRest } from "../../src/sql/spark_rest.ts";
import { inFolder } from "./parity.ts";
import { scriptJar, SMALL, sparkCluster } from "./spark_cluster.ts";

const cluster = await sparkCluster();
const ignore = cluster === undefined;

const runner = (options: { deadlineSeconds?: number; signal?: AbortSignal }) =>
  sparkJob({ cluster: cluster!, jar: scriptJar(cluster!), ...options });

/** No worker has so much. */
const TOO_LARGE = { "spark.driver.memory": "900g" };

Deno.test({
  name: "sparkJob() gives up a job that no worker takes, and ends it",
  ignore,
  async fn() {
    await assert.rejects(
      runner({ deadlineSeconds: 1 }).run("/nowhere.sql", TOO_LARGE),
      /^InputError: Spark at .* has not begun the job within 1 s: a worker with/,
    );
    const state = await fetch(`${cluster!.page}/json/`);
    assert.doesNotMatch(await state.text(), /"state" : "SUBMITTED"/);
  },
});

Deno.test({
  name: "sparkJob() ends a job when it is aborted",
  ignore,
  async fn() {
    const abort = new AbortController();
    const job = runner({ signal: abort.signal }).run("/nowhere.sql", TOO_LARGE);
    const reason = new Error("stop");
    abort.abort(reason);
    await assert.rejects(job, reason);
  },
});

Deno.test({
  name: "sparkJob() brings the driver's log, which says what SQL is wrong",
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      const script = `${folder}/wrong.sql`;
      await Deno.writeTextFile(script, "SELECT price FROM range(3);\n");
      const log = await runner({}).run(script, {
        ...SMALL,
        "spark.sql.catalogImplementation": "in-memory",
      });
      assert.match(
        sparkError(log!),
        /^\[UNRESOLVED_COLUMN.WITH_SUGGESTION\] .* `price` cannot be resolved/,
      );
    }),
});

Deno.test("SparkRest says where no cluster answers", async () => {
  const rest = new SparkRest({
    master: "spark://127.0.0.1:1",
    rest: "http://127.0.0.1:1",
    page: "http://127.0.0.1:1",
  });
  await assert.rejects(
    rest.status("driver-1"),
    /^InputError: Spark does not answer at http:\/\/127.0.0.1:1\/v1\/submissions\/status\/driver-1/,
  );
});
