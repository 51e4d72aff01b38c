import { RUN_FILE } from "../../src/track/read_run.ts";

/**
 * Where the run that was tracked is to be kept, where it is not: it was removed,
 * or is wanted in another folder.
 *
 * @param tracked Path of what tracking left.
 * @param runs Where runs are kept.
 */
export async function untracked(
  tracked: string,
  runs: string,
): Promise<string | undefined> {
  let run: string;
  try {
    ({ run } = JSON.parse(await Deno.readTextFile(tracked)));
  } catch {
    // What is absent or damaged is made anew in any case.
    return undefined;
  }
  const folder = `${runs}/${run}`;
  const isThere = await Deno.stat(`${folder}/${RUN_FILE}`)
    .then(() => true, () => false);
  return isThere ? undefined : folder;
}
