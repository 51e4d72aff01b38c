import assert from "node:assert/strict";
import { sparkProcess } from "../../src/sql/spark_process.ts";
import { sparkError } from "../../src/sql/spark_error.ts";
import { inFolder } from "./parity.ts";
import { SMALL, sparkCluster } from "./spark_cluster.ts";

const installed = await sparkCluster();

Deno.test("sparkProcess() says where there is no Spark", async () => {
  const runner = sparkProcess({ home: "/nowhere", master: "local[1]" });
  await assert.rejects(
    runner.run("plan.sql", {}),
    /^InputError: There is no \/nowhere\/bin\/spark-sql: SPARK_HOME, or what/,
  );
});

Deno.test({
  name:
    "sparkProcess() runs a script here, and brings the log of one that fails",
  ignore: installed === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const { home, java } = installed!;
      const script = `${folder}/plan.sql`;
      await Deno.writeTextFile(
        script,
        `INSERT OVERWRITE DIRECTORY 'file://${folder}/one' USING parquet SELECT 1 AS one;
SELECT CASE WHEN id = 2 THEN raise_error('row ' || CAST(id AS STRING) || ' is wrong') END FROM range(3);
`,
      );
      const log = await sparkProcess({ home, java, master: "local[1]" })
        .run(script, {
          ...SMALL,
          "spark.sql.catalogImplementation": "in-memory",
          "spark.ui.enabled": "false",
        });
      assert.equal(sparkError(log!), "row 2 is wrong");
      assert.ok((await Deno.stat(`${folder}/one/_SUCCESS`)).isFile);
    }),
});
