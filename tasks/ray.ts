/** `deno task ray up|down|status|env`: a Ray of one node on this machine. */
import { InputError } from "../src/errors.ts";
import { Unavailable } from "../src/setup/unavailable.ts";
import { installRay } from "./ray/install_ray.ts";
import { rememberRay, runningRay, startRay, stopRay } from "./ray/local_ray.ts";
import { runWords, type WordTask } from "./run_words.ts";
import { servicesFolder } from "./services/services_folder.ts";
import { withServicesLock } from "./services/with_services_lock.ts";
import { showSetup } from "./show_setup.ts";

const SUMMARY = `A Ray of one node on this machine, private to it.

  up      installs what is missing (PyPI) and starts it
  status  says where it is to be reached
  env     prints the environment that leads there: eval "$(deno task -q ray env)"
  down    stops it`;

const words: WordTask["words"] = {
  up: () => locked(up),
  async status() {
    const ray = await runningRay();
    console.log(ray === undefined ? "Ray does not run" : `Ray: ${ray.address}`);
    return 0;
  },
  async env() {
    const ray = await runningRay();
    if (ray === undefined) throw new InputError("Ray does not run");
    console.log(
      `export RAY_ADDRESS=${ray.address}\nexport RAY_AUTH_TOKEN=${ray.token}`,
    );
    return 0;
  },
  down: () =>
    locked(async () => {
      const ray = await runningRay();
      if (ray !== undefined) await stopRay(ray);
      console.log(ray === undefined ? "Ray did not run" : "Stopped Ray");
      return 0;
    }),
};

async function up(): Promise<number> {
  const { progress } = showSetup();
  try {
    await installRay({ folder: servicesFolder, progress });
    let ray = await runningRay();
    if (ray === undefined) {
      progress({ label: "Starting Ray" });
      ray = await startRay({ folder: `${servicesFolder}/ray` });
      await rememberRay(ray);
    }
    console.log(`Ray: ${ray.address}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`Ray cannot be had: ${error.message}`);
    return 1;
  }
}

function locked(work: () => Promise<number>): Promise<number> {
  return withServicesLock("ray.lock", {
    onWait: () => console.log("Waiting for another start of Ray"),
    work,
  });
}

if (import.meta.main) {
  await runWords({ name: "ray", summary: SUMMARY, words });
}
