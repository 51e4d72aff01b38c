import { dirname } from "node:path";
import { downloadWheel } from "./download_wheel.ts";
import { extractWheel } from "./extract_wheel.ts";
import type { OnProgress } from "./progress.ts";
import { exists, withTemporaryFolder } from "./runtime_folder.ts";
import type { Wheel } from "./wheels.ts";

/** Options of {@link installWheel}. */
export interface InstallOptions {
  /** Command of a Python that has pip. */
  readonly python: string;
  /** The folder that the wheel's own folder comes into. */
  readonly into: string;
  /** Told how far it is. */
  readonly progress: OnProgress;
}

/**
 * Puts the needed files of a wheel under `into`, whole or not at all, and keeps
 * nothing else of it. A wheel that is there already is left alone: of many, an
 * interrupted installation goes on where it was.
 */
export async function installWheel(
  wheel: Wheel,
  { python, into, progress }: InstallOptions,
): Promise<void> {
  const target = `${into}/${wheel.folder}`;
  if (await exists(target)) return;
  await withTemporaryFolder(async (folder) => {
    const path = await downloadWheel(wheel, { python, folder, progress });
    progress({ label: `Extracting ${wheel.project} ${wheel.version}` });
    const extracted = `${folder}/extracted`;
    await extractWheel(path, {
      python,
      folder: extracted,
      members: wheel.members,
    });
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.rename(`${extracted}/${wheel.folder}`, target);
  });
}
