import assert from "node:assert/strict";
import { parsePrepareReport } from "../../src/prepare/prepare_report.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { assertSameDataset } from "../sql/parity.ts";
import { sparkCluster } from "../sql/spark_cluster.ts";
import { sharedData } from "../testdata.ts";
import { cli, inTempFolder } from "./cli.ts";

const cluster = await sparkCluster();
const input = sharedData("rees46/2019-Oct.csv.gz");

Deno.test({
  name:
    "deno task prepare --engine spark runs REES46 on two workers, from where there is no Java",
  ignore: cluster === undefined || input === undefined,
  fn: () =>
    inTempFolder(async (folder) => {
      await Deno.mkdir(`${folder}/bin`);
      const env = { PATH: `${folder}/bin`, JAVA_HOME: "", SPARK_HOME: "" };
      assert.equal(await runCommand("java", ["-version"], { env }), undefined);
      const before = await appsByWorker();
      const prepare = async (engine: string) => {
        const data = `${folder}/${engine}`;
        const { code, stderr } = await cli([
          ...["prepare", "--preset", "rees46", "--input", input!],
          ...["--data", data, "--engine", engine],
        ], env);
        assert.equal(code, 0, stderr);
        const path = `${data}/report.json`;
        const text = await Deno.readTextFile(path);
        return { folder: data, report: parsePrepareReport(text, path) };
      };
      const spark = await prepare("spark");
      await assertSameDataset(spark, await prepare("polars"));
      const after = await appsByWorker();
      assert.deepEqual(after.map((apps, at) => apps - before[at]!), [1, 1]);
    }),
});

/** How many applications each worker has had executors of. */
async function appsByWorker(): Promise<number[]> {
  const { workers } = await askFor(`${cluster!.page}/json/`) as {
    workers: { webuiaddress: string }[];
  };
  const counts = await Promise.all(
    workers.map(async ({ webuiaddress }) => {
      const { executors, finishedexecutors } = await askFor(
        `${webuiaddress}/json/`,
      ) as Record<string, { appid: string }[]>;
      const all = [...executors!, ...finishedexecutors!];
      return new Set(all.map((it) => it.appid)).size;
    }),
  );
  return counts;
}

async function askFor(url: string): Promise<unknown> {
  return await (await fetch(url)).json();
}
