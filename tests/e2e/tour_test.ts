import assert from "node:assert/strict";
import { service } from "../services.ts";
import { sharedData } from "../testdata.ts";
import { finish, inTempFolder, startProgram } from "./cli.ts";

const running = await service("mysql") && await service("s3") &&
  await service("mlflow");
const data = sharedData("rees46/2019-Oct.csv.gz");

Deno.test({
  name: "deno task tour goes from MySQL over S3 and MLflow to a champion",
  ignore: running === undefined || data === undefined,
  fn: () =>
    inTempFolder(async (folder) => {
      const { code, stdout, stderr } = await finish(
        startProgram("tasks/tour.ts", [
          `--input=${data}`,
          `--folder=${folder}`,
          "--epochs=1",
        ]),
      );
      assert.equal(code, 0, stderr);
      assert.match(stdout, /17,434 rows in 1 parts/);
      assert.match(stdout, /rees46 \d+ \(champion\): http:\/\/127\.0\.0\.1/);
    }),
});
