/** `deno task spark up|down|status`: a Spark cluster on this machine. */
import { InputError } from "../src/errors.ts";
import { withLock } from "../src/setup/lock.ts";
import { Unavailable } from "../src/setup/unavailable.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import { servicesFolder } from "./services/services_folder.ts";
import { showSetup } from "./show_setup.ts";
import { installSpark } from "./spark/install_spark.ts";
import {
  type LocalCluster,
  runningCluster,
  startCluster,
  stopCluster,
} from "./spark/local_cluster.ts";
import type { Flag } from "./stage.ts";

const SUMMARY = `A standalone Spark cluster on this machine, private to it.

  up      installs what is missing (PyPI, Debian), starts a master and two workers
  status  says where they are to be reached
  down    stops all`;

const FLAGS: Readonly<Record<string, Flag>> = {
  help: { type: "boolean", help: "show this text" },
};

const WORDS: Readonly<Record<string, () => Promise<number>>> = {
  up: () => locked(up),
  async status() {
    const cluster = await runningCluster();
    console.log(cluster === undefined ? "Spark does not run" : text(cluster));
    return 0;
  },
  down: () =>
    locked(async () => {
      console.log(await stopCluster() ? "Stopped Spark" : "Spark did not run");
      return 0;
    }),
};

async function up(): Promise<number> {
  const running = await runningCluster();
  if (running !== undefined) {
    console.log(text(running));
    return 0;
  }
  await stopCluster();
  const { progress } = showSetup();
  try {
    const spark = await installSpark({ folder: servicesFolder, progress });
    progress({ label: "Starting Spark" });
    console.log(text(await startCluster(spark)));
    return 0;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`Spark cannot be had: ${error.message}`);
    return 1;
  }
}

function text({ master, rest, page, servers }: LocalCluster): string {
  return `${master}, ${
    servers.length - 1
  } workers, REST at ${rest}, page at ${page}`;
}

async function locked(work: () => Promise<number>): Promise<number> {
  await Deno.mkdir(servicesFolder, { recursive: true });
  return await withLock(`${servicesFolder}/spark.lock`, {
    onWait: () => console.log("Waiting for another start of Spark"),
    work,
  });
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseFlags(args, {
    flags: FLAGS,
    words: true,
  });
  if (values.help === true) {
    const stage = { summary: SUMMARY, words: "WORD", flags: FLAGS };
    console.log(helpText("spark", stage, {}));
    return 0;
  }
  const run = Object.hasOwn(WORDS, positionals[0] ?? "")
    ? WORDS[positionals[0]!]
    : undefined;
  if (run === undefined || positionals.length !== 1) {
    const found = positionals.join(" ");
    throw new InputError(
      `spark "${found}": one of ${Object.keys(WORDS).join(", ")} is wanted`,
    );
  }
  return await run();
}

if (import.meta.main) await runMain(main);
