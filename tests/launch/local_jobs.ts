import type { Job } from "../../src/launch/launcher.ts";
import { LocalLauncher } from "../../src/launch/local_launcher.ts";
import { inTempFolder } from "../e2e/cli.ts";

/** A job of a shell. */
export function shellJob(id: string, script: string): Job {
  return { id, command: ["sh", "-c", script], cpus: 1 };
}

/** Calls with a launcher that keeps its logs in a folder of its own. */
export function withLocalLauncher(
  call: (launcher: LocalLauncher, folder: string) => Promise<void>,
): Promise<void> {
  return inTempFolder((folder) =>
    call(
      new LocalLauncher({ folder: `${folder}/logs`, cwd: folder }),
      folder,
    )
  );
}
