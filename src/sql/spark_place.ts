/** Below a place, what a plan writes. */
export const RESULTS = "spark_results";

/** Where a script, its tables and its results lie: for all machines of a cluster. */
export interface SparkPlace {
  /** Address of the folder, as Spark knows it: `file:///…`, `s3a://…`. */
  readonly address: string;
  /**
   * A local file, as the cluster can read it.
   *
   * @param folder Files of one name in different folders do not meet.
   */
  share(path: string, folder: string): Promise<string>;
  /** Stores the script; gives its address. */
  keepScript(text: string): Promise<string>;
  /** Brings what a plan has written into a local folder. */
  fetchResults(folder: string): Promise<void>;
  /** Removes all that is left there. */
  clear(): Promise<void>;
}

/** A folder that all machines share with this one. */
export async function folderPlace(scratch: string): Promise<SparkPlace> {
  const folder = await Deno.realPath(scratch);
  return {
    address: `file://${folder}`,
    share: (path) => Deno.realPath(path),
    async keepScript(text) {
      const script = `${folder}/plan.sql`;
      await Deno.writeTextFile(script, text);
      return script;
    },
    async fetchResults(target) {
      const results = `${folder}/${RESULTS}`;
      for await (const { name } of Deno.readDir(results)) {
        await Deno.rename(`${results}/${name}`, `${target}/${name}`);
      }
    },
    clear: () => Promise.resolve(),
  };
}
