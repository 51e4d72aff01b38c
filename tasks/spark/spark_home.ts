import { readEnvironment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import { servicesFolder } from "../services/services_folder.ts";
import { installedSpark } from "./install_spark.ts";

/** Spark on this machine. */
export interface SparkHome {
  /** Its folder. */
  readonly home: string;
  /** The folder of the Java that was installed with it. */
  readonly java: string | undefined;
}

/**
 * Spark at SPARK_HOME, or what `deno task spark` installed.
 *
 * @throws {InputError} where there is neither.
 */
export async function sparkHome(): Promise<SparkHome> {
  const installed = await installedSpark(servicesFolder);
  const home = readEnvironment().spark.home ?? installed?.home;
  if (home !== undefined) return { home, java: installed?.java };
  throw new InputError(
    "Spark is not installed: deno task spark up, or SPARK_HOME, is wanted",
  );
}
