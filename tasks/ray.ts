/** `deno task ray up|down|status|env`: a Ray of one node on this machine. */
import { InputError } from "../src/errors.ts";
import { withLock } from "../src/setup/lock.ts";
import { Unavailable } from "../src/setup/unavailable.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { installRay } from "./ray/install_ray.ts";
import { rememberRay, runningRay, startRay, stopRay } from "./ray/local_ray.ts";
import { runMain } from "./run_main.ts";
import { servicesFolder } from "./services/services_folder.ts";
import { showSetup } from "./show_setup.ts";
import type { Flag } from "./stage.ts";

const SUMMARY = `A Ray of one node on this machine, private to it.

  up      installs what is missing (PyPI) and starts it
  status  says where it is to be reached
  env     prints the environment that leads there: eval "$(deno task -q ray env)"
  down    stops it`;

const FLAGS: Readonly<Record<string, Flag>> = {
  help: { type: "boolean", help: "show this text" },
};

const WORDS: Readonly<Record<string, () => Promise<number>>> = {
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

async function locked(work: () => Promise<number>): Promise<number> {
  await Deno.mkdir(servicesFolder, { recursive: true });
  return await withLock(`${servicesFolder}/ray.lock`, {
    onWait: () => console.log("Waiting for another start of Ray"),
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
    console.log(helpText("ray", stage, {}));
    return 0;
  }
  const run = Object.hasOwn(WORDS, positionals[0] ?? "")
    ? WORDS[positionals[0]!]
    : undefined;
  if (run === undefined || positionals.length !== 1) {
    const found = positionals.join(" ");
    throw new InputError(
      `ray "${found}": one of ${Object.keys(WORDS).join(", ")} is wanted`,
    );
  }
  return await run();
}

if (import.meta.main) await runMain(main);
