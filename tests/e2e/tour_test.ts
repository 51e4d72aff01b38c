import assert from "node:assert/strict";
import { openStore } from "../../src/objects/open_store.ts";
import { storeTables } from "../../src/store/store_tables.ts";
import { versionPrefix } from "../../src/versions/version_place.ts";
import { runSql } from "../mysql/in_database.ts";
import { service } from "../services.ts";
import { sharedData } from "../testdata.ts";
import { mlflow, withServer } from "../track/mlflow/with_server.ts";
import { finish, startProgram } from "./cli.ts";

const mysql = await service("mysql");
const s3 = await service("s3");
const data = sharedData("rees46/2019-Oct.csv.gz");
const missing = [mysql, s3, mlflow, data].includes(undefined);

Deno.test({
  name: "deno task tour goes from MySQL over S3 and MLflow to a champion",
  ignore: missing,
  // Its experiment and its model go by the same name as all else.
  fn: withServer(async ({ folder, experiment: name, client }) => {
    try {
      const { code, stdout, stderr } = await finish(
        startProgram("tasks/tour.ts", [
          ...[`--input=${data}`, `--folder=${folder}`, `--name=${name}`],
          "--epochs=1",
        ]),
      );
      assert.equal(code, 0, stderr);
      assert.match(stdout, /17,434 rows in 1 parts/);
      assert.match(stdout, /^test-\S+ 1 \(champion\): http:\/\/127\.0\.0\.1/m);
      const page = `${client.rest.url}/#/models/${name}`;
      assert.match(stdout, new RegExp(`^champion +${page}$`, "m"));
      assert.match(stdout, /^run +http:\S+\/runs\/[0-9a-f]{32}\?/m);
      assert.doesNotMatch(stdout + stderr, new RegExp(mysql!.password));
      assert.doesNotMatch(stdout + stderr, new RegExp(s3!.secretAccessKey));
    } finally {
      await clearAway(name);
    }
  }),
});

/** Removes what is in MySQL and S3; others use these services too. */
async function clearAway(name: string): Promise<void> {
  const tables = Object.values(storeTables(name));
  await runSql({ ...mysql!, timeoutMs: 60_000 }, [
    `DROP TABLE IF EXISTS ${tables.join(", ")}`,
    `DELETE FROM nextcart_migrations WHERE dataset = '${name}'`,
  ]);
  using store = await openStore(`s3://${s3!.bucket}`, { s3: s3! });
  for (const { key } of await store.list(versionPrefix(name))) {
    await store.delete(key);
  }
}
