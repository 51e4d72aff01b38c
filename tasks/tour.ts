/**
 * `deno task tour`: an event log's whole way on this machine's own services:
 * MySQL, a dataset version in S3, training tracked by MLflow, a registered
 * champion.
 */
import { InputError } from "../src/errors.ts";
import { findRun } from "../src/track/find_run.ts";
import { runUrl } from "../src/track/mlflow/run_url.ts";
import { table } from "../src/terminal/table.ts";
import { evaluationData } from "./bench/evaluation_data.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import { environmentOf } from "./services/services_text.ts";
import { readState, runningServices, type State } from "./services/state.ts";
import type { Flag } from "./stage.ts";

const SUMMARY =
  "Load REES46 into MySQL, publish it to S3, fetch it, train with MLflow, register a champion.";

const FLAGS: Readonly<Record<string, Flag>> = {
  input: {
    type: "string",
    value: "FILE",
    help:
      "a file of the REES46 store (rees46/2019-Oct.csv.gz of NEXTCART_DATA)",
  },
  name: {
    type: "string",
    value: "NAME",
    help: "of tables, dataset, experiment and registered model (rees46)",
  },
  folder: {
    type: "string",
    value: "DIR",
    help: "where dataset, cache and runs are kept (.cache/tour)",
  },
  epochs: { type: "string", value: "N", help: "of training (5)" },
  help: { type: "boolean", help: "show this text" },
};

async function main(args: string[]): Promise<number> {
  const { values } = parseFlags(args, { flags: FLAGS });
  if (values.help === true) {
    console.log(helpText("tour", { summary: SUMMARY, flags: FLAGS }, {}));
    return 0;
  }
  const input = typeof values.input === "string"
    ? values.input
    : evaluationData({ input: "rees46/2019-Oct.csv.gz" }, {}).input!;
  const folder = String(values.folder ?? ".cache/tour");
  const name = String(values.name ?? "rees46");
  await runTask("services", ["up"]);
  const running = await runningServices(await readState());
  const env = {
    ...environmentOf(running),
    MLFLOW_EXPERIMENT_NAME: name,
    NEXTCART_CACHE: `${folder}/cache`,
  };
  // A cache that holds nothing shows that the version in S3 is whole.
  await Deno.remove(env.NEXTCART_CACHE, { recursive: true }).catch(() => {});
  const version = new Date().toISOString().replaceAll(/\W/g, "").slice(0, 15);
  const { epochs } = values;
  const given = { input, folder, name, version, epochs };
  for (const [task, ...flags] of stages(given)) {
    await runTask(task!, flags, env);
  }
  const { folder: run } = await findRun(`${folder}/runs`, "latest");
  const url = await runUrl(run) ?? "";
  console.log(`\n${whatIsThere(running, { name, version, url })}`);
  return 0;
}

function stages(
  { input, folder, name, version, epochs }: {
    readonly input: string;
    readonly folder: string;
    readonly name: string;
    readonly version: string;
    readonly epochs: unknown;
  },
): string[][] {
  const dataset = `s3:///datasets/${name}/${version}`;
  const runs = `--runs=${folder}/runs`;
  const tables = {
    "events.table": `${name}_events`,
    "events.products.table": `${name}_products`,
  };
  return [
    [
      ...["load", "--preset=rees46", `--input=${input}`, `--name=${name}`],
      ...["--parts=events,products", "--features=brand,category,price"],
      `--data=${folder}/loaded`,
    ],
    [
      ...["publish", "--preset=rees46_mysql", "--to=s3:///"],
      ...[`--name=${name}`, `--version=${version}`],
      ...Object.entries(tables).map(([key, value]) => `--set=${key}=${value}`),
    ],
    ["fetch", dataset],
    [
      ...["train", "--preset=rees46", `--input=${dataset}`],
      ...[`--data=${folder}/data`, runs],
      `--set=train.epochs=${epochs ?? 5}`,
    ],
    ["register", "latest", `--as=${name}`, "--alias=champion", runs],
  ];
}

/** Where to look at what the stages have made. */
function whatIsThere(
  { mlflow, adminer }: State,
  { name, version, url }: {
    readonly name: string;
    readonly version: string;
    /** Of the run. */
    readonly url: string;
  },
): string {
  const where = table(["", "to be seen at"], [
    ["events", `${adminer!.connection.url}&select=${name}_events`],
    ["dataset", `deno task fetch s3:///datasets/${name}/${version}`],
    ["run", url],
    ["champion", `${mlflow!.connection.url}/#/models/${name}`],
  ]);
  return `${where}\n\nAdminer's password, and the environment for the tasks: ` +
    "deno task -q services env";
}

/** Runs a task to its end, showing what it shows. */
async function runTask(
  task: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  console.log(`\n$ deno task ${[task, ...flags].join(" ")}`);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", task, ...flags],
    cwd: new URL("../", import.meta.url),
    env: { ...env },
    stdin: "null",
  }).spawn().status;
  if (!success) throw new InputError(`deno task ${task} failed: see above`);
}

if (import.meta.main) await runMain(main);
