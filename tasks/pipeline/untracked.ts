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
  const text = await Deno.readTextFile(tracked).catch(() => "");
  const run = /"run":"([^"]+)"/.exec(text)?.[1];
  // What is absent or damaged is made anew in any case.
  if (run === undefined) return undefined;
  const folder = `${runs}/${run}`;
  const isThere = await Deno.stat(`${folder}/${RUN_FILE}`)
    .then(() => true, () => false);
  return isThere ? undefined : folder;
}
