import { readEnvironment } from "../environment.ts";
import { runtimeFolder } from "./runtime_folder.ts";

/**
 * Takes what another copy of the project has installed, in the folder that
 * NEXTCART_RUNTIME names: jobs and containers need not install it again. The
 * add-on finds TensorFlow relative to itself, hence a link. A folder of the
 * project's own stays what it is.
 *
 * @param shared The other copy's folder. @default {what the environment names}
 * @param own The link to it. @default {.runtime}
 */
export async function shareRuntime(
  shared: string | undefined = readEnvironment().runtime,
  own: string = runtimeFolder,
): Promise<void> {
  if (shared === undefined) return;
  try {
    await Deno.symlink(await Deno.realPath(shared), own);
  } catch (error) {
    // Nothing to share as yet, or a folder of its own.
    const isKnown = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.AlreadyExists;
    if (!isKnown) throw error;
  }
}
