import { InputError } from "../../src/errors.ts";
import type { OnProgress } from "../../src/setup/progress.ts";
import { type CommandResult, runCommand } from "../../src/setup/run_command.ts";
import { withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { servicesFolder } from "../services/services_folder.ts";
import type { Podman } from "./podman.ts";

const SUITE = "bookworm";
/** Image of the bare system that all stand-ins share. */
const NAME = `localhost/nextcart-debian:${SUITE}`;

const ATTEMPTS = 3;
const LIMIT_MS = 300_000;

export interface ImageTools {
  readonly podman: Podman;
  readonly progress: OnProgress;
}

/**
 * Name of an image of a bare Debian, which is made where podman has none.
 *
 * @throws {InputError} where debootstrap fails again and again: a mirror may
 * break off once.
 */
export async function bareDebian(
  { podman, progress }: ImageTools,
): Promise<string> {
  const found = await podman.run("images", "--quiet", NAME);
  if (found !== "") return NAME;
  for (let attempt = 1; true; attempt++) {
    const again = attempt === 1 ? "" : `, attempt ${attempt} of ${ATTEMPTS}`;
    progress({ label: `Making a bare Debian ${SUITE}${again}` });
    try {
      await makeDebian(podman);
      return NAME;
    } catch (error) {
      if (!(error instanceof InputError) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function makeDebian(podman: Podman): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const system = `${folder}/system`;
    const signal = AbortSignal.timeout(LIMIT_MS);
    const include = "--include=ca-certificates";
    const made = await runCommand("debootstrap", [
      ...["--variant=minbase", include, SUITE, system],
    ], { signal });
    requireSuccess("debootstrap", made);
    const archive = `${folder}/system.tar`;
    const packed = await runCommand("tar", ["-C", system, "-cf", archive, "."]);
    requireSuccess("tar", packed);
    await podman.run("import", archive, NAME);
  }, servicesFolder);
}

function requireSuccess(program: string, result?: CommandResult): void {
  if (result?.success) return;
  const line = result?.output.split("\n").at(-1) ?? "there is no such program";
  throw new InputError(`${program} fails: ${line}`);
}
