/** `deno task spark up|down|status`: a Spark cluster on this machine. */
import { Unavailable } from "../src/setup/unavailable.ts";
import { runWords, type WordTask } from "./run_words.ts";
import { servicesFolder } from "./services/services_folder.ts";
import { withServicesLock } from "./services/with_services_lock.ts";
import { showSetup } from "./show_setup.ts";
import { installSpark } from "./spark/install_spark.ts";
import {
  type LocalCluster,
  runningCluster,
  startCluster,
  stopCluster,
} from "./spark/local_cluster.ts";

const SUMMARY = `A standalone Spark cluster on this machine, private to it.

  up      installs what is missing (PyPI, Debian), starts a master and two workers
  status  says where they are to be reached
  down    stops all`;

const words: WordTask["words"] = {
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

function locked(work: () => Promise<number>): Promise<number> {
  return withServicesLock("spark.lock", {
    onWait: () => console.log("Waiting for another start of Spark"),
    work,
  });
}

if (import.meta.main) {
  await runWords({ name: "spark", summary: SUMMARY, words });
}
