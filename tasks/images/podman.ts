import { InputError } from "../../src/errors.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { aptInstall } from "../services/apt.ts";
import { servicesFolder } from "../services/services_folder.ts";

const PACKAGES = ["podman", "runc", "debootstrap"];
const LIMIT_MS = 600_000;

/** Without them a container asks for more than the machine may allow. */
const CONFIG = `[containers]
default_ulimits = ["nofile=20000:20000", "nproc=32768:32768"]
`;

/** Podman with a store of its own: stand-ins must not pass for real images. */
export interface Podman {
  /**
   * Runs a command to its end and gives what it wrote.
   *
   * @throws {InputError} with its last line where it fails.
   */
  run(...args: string[]): Promise<string>;
}

/**
 * Installs podman and debootstrap where they are missing.
 *
 * @throws {Unavailable} where they cannot be had or not be used.
 */
export async function openPodman(): Promise<Podman> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) {
    throw new Unavailable("debootstrap wants root on Linux");
  }
  const found = await runCommand("sh", [
    "-c",
    "command -v podman runc debootstrap",
  ]);
  if (!found?.success) await aptInstall(PACKAGES);
  await Deno.mkdir(`${servicesFolder}/podman`, { recursive: true });
  const folder = await Deno.realPath(`${servicesFolder}/podman`);
  await Deno.writeTextFile(`${folder}/containers.conf`, CONFIG);
  // A container without the rights to mount may have podman, yet run nothing.
  const mounts = await runCommand("unshare", ["--mount", "true"]);
  if (!mounts?.success) throw new Unavailable("nothing may be mounted here");
  const podman = podmanIn(folder);
  await podman.run("info").catch((error) => {
    throw new Unavailable(error.message);
  });
  return podman;
}

function podmanIn(folder: string): Podman {
  const store = [`--root=${folder}/root`, `--runroot=${folder}/run`];
  return {
    async run(...args) {
      const result = await runCommand("podman", [...store, ...args], {
        env: { CONTAINERS_CONF: `${folder}/containers.conf` },
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (result?.success) return result.output;
      const line = result?.output.split("\n").at(-1) ?? "there is no podman";
      throw new InputError(`podman ${args[0]} fails: ${line}`);
    },
  };
}
