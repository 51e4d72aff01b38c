import { InputError } from "../../src/errors.ts";
import type { ServedArchive } from "../../src/serve/served_archive.ts";
import { isRegistered } from "./registered_model.ts";

/**
 * Leaves out versions that are there already: two aliases of a registry may name
 * the same one.
 *
 * @throws {InputError} where two files say that they are the same version.
 */
export function distinctModels(
  archives: readonly ServedArchive[],
): ServedArchive[] {
  const byVersion = new Map<string, ServedArchive>();
  for (const archive of archives) {
    const called = `${archive.name} ${archive.version}`;
    const first = byVersion.get(called);
    if (first === undefined) byVersion.set(called, archive);
    else if (!isRegistered(first.url) || !isRegistered(archive.url)) {
      throw new InputError(
        `${first.url} and ${archive.url} are both ${called}: leave one out, or pack it again under another --version`,
      );
    }
  }
  return [...byVersion.values()];
}
