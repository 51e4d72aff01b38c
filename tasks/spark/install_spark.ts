import { findPython } from "../../src/setup/machine.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { exists, withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { aptInstall } from "../services/apt.ts";
import type { InstallOptions } from "../services/service.ts";

const VERSION = "4.3.0";
const JAVA_PACKAGE = "openjdk-17-jre-headless";

/** Where Spark and its Java lie. */
export interface InstalledSpark {
  /** Folder of Spark: `bin`, `jars`. */
  readonly home: string;
  /** Folder of Java: `bin/java`. */
  readonly java: string;
}

/**
 * Installs Spark (PyPI) and Java (Debian) where they are missing.
 *
 * @throws {Unavailable} where they cannot be had.
 */
export async function installSpark(
  { folder, progress }: InstallOptions,
): Promise<InstalledSpark> {
  const found = await findJava();
  if (found === undefined) {
    progress({ label: `Installing Java (${JAVA_PACKAGE})` });
    await aptInstall([JAVA_PACKAGE]);
  }
  const java = found ?? await findJava();
  if (java === undefined) throw new Unavailable("there is no Java 17");
  const target = programFolder(folder);
  if (!await exists(target)) {
    progress({ label: `Installing Spark ${VERSION} (PyPI, minutes)` });
    await withTemporaryFolder(async (temporary) => {
      await installInto(`${temporary}/spark`);
      await Deno.rename(`${temporary}/spark`, target);
    }, folder);
  }
  return { home: `${target}/pyspark`, java };
}

/** Spark as {@link installSpark} left it in this folder, or undefined. */
export async function installedSpark(
  folder: string,
): Promise<InstalledSpark | undefined> {
  const home = `${programFolder(folder)}/pyspark`;
  const java = await findJava();
  if (java === undefined || !await exists(home)) return undefined;
  return { home, java };
}

/** Nothing in it depends on where it lies or on who runs it. */
async function installInto(folder: string): Promise<void> {
  const python = await findPython();
  if (python === undefined) {
    throw new Unavailable("there is no Python with pip");
  }
  const result = await runCommand(python, [
    ...["-m", "pip", "install", "--quiet", "--no-input"],
    ...["--disable-pip-version-check", "--target", folder],
    `pyspark==${VERSION}`,
  ]);
  if (result?.success !== true) {
    const reason = result?.output.split("\n").at(-1);
    throw new Unavailable(`pip cannot install Spark (${reason})`);
  }
}

/** The folder of a Java 17 or later: Spark 4 runs on no older one. */
async function findJava(): Promise<string | undefined> {
  const places = [
    "java",
    "/usr/lib/jvm/java-17-openjdk-amd64/bin/java",
    "/usr/lib/jvm/java-17-openjdk-arm64/bin/java",
  ];
  for (const program of places) {
    const told = await runCommand(program, [
      "-XshowSettings:properties",
      "-version",
    ]);
    const home = told && /java\.home = (.+)/.exec(told.output)?.[1];
    const version = told && /java\.version = (\d+)/.exec(told.output)?.[1];
    if (home && Number(version) >= 17) return home.trim();
  }
  return undefined;
}

function programFolder(folder: string): string {
  return `${folder}/spark-${VERSION}`;
}
