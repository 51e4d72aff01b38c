import { fileURLToPath } from "node:url";
import { readEnvironment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import type { StageInput } from "../stage.ts";

/** Where evaluation data lies unless flag or environment say otherwise. */
const DATA_FOLDER = fileURLToPath(
  new URL("../../../shared/data", import.meta.url),
);

/**
 * Paths of files of public data, which must be there before anything is trained.
 *
 * @param files By flag of `train`, where each is below the folder of data.
 * @throws {InputError} naming the first that is absent.
 */
export function evaluationData<T extends Readonly<Record<string, string>>>(
  files: T,
  flags: StageInput["flags"],
): Record<string, string> {
  const folder = String(
    flags["data-dir"] ?? readEnvironment().evaluationData ?? DATA_FOLDER,
  );
  return Object.fromEntries(
    Object.entries(files).map(([flag, file]) => {
      const path = `${folder}/${file}`;
      try {
        Deno.statSync(path);
      } catch (cause) {
        throw new InputError(
          `${path} is absent: --data-dir or NEXTCART_DATA names the folder that holds the public data`,
          { cause },
        );
      }
      return [flag, path];
    }),
  );
}
