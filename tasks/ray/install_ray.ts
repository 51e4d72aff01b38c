import { installVenv } from "../services/install_venv.ts";
import type { InstallOptions } from "../services/service.ts";

const VERSION = "2.60.0";

/** The Python that has Ray, where {@link installRay} left it. */
export function rayPython(folder: string): string {
  return `${programFolder(folder)}/bin/python`;
}

/**
 * Installs Ray into a Python of its own, where it is missing.
 *
 * @throws {Unavailable} where it cannot be had.
 */
export async function installRay(
  { folder, progress }: InstallOptions,
): Promise<void> {
  await installVenv(programFolder(folder), {
    packages: [`ray[default]==${VERSION}`],
    what: "Ray",
    onInstall: () =>
      progress({ label: `Installing Ray ${VERSION} (PyPI, a minute)` }),
  });
}

function programFolder(folder: string): string {
  return `${folder}/ray-${VERSION}`;
}
