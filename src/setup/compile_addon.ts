import { dirname, relative } from "node:path";
import type { AddonPackage } from "./addon_package.ts";
import { installWheel } from "./install_wheel.ts";
import type { Machine } from "./machine.ts";
import { runCommand } from "./run_command.ts";
import type { OnProgress } from "./progress.ts";
import {
  exists,
  removeFolder,
  runtimeFolder,
  withTemporaryFolder,
} from "./runtime_folder.ts";
import { Unavailable } from "./unavailable.ts";
import { compilerWheel } from "./wheels.ts";

/** Options of {@link compileAddon}. */
export interface CompileOptions {
  /** What this machine has. */
  readonly machine: Machine;
  /** The folder that holds `tensorflow/` with its libraries and headers. */
  readonly base: string;
  /** Where the add-on is to be written. */
  readonly target: string;
  /** Told how far it is. */
  readonly progress: OnProgress;
}

/**
 * Compiles the add-on from the sources in the npm package with the machine's
 * C++ compiler, or, where there is none that can, with one from PyPI.
 *
 * @returns the compiler's name.
 * @throws {Unavailable} where no compiler can.
 */
export async function compileAddon(
  addonPackage: AddonPackage,
  options: CompileOptions,
): Promise<string> {
  return await withTemporaryFolder(async (temporary) => {
    const output = `${temporary}/addon.node`;
    const args = compilerArgs(addonPackage, { ...options, output });
    const attempt = { args, output, temporary, ...options };
    const compiler = await compileWithMachines(attempt) ??
      await compileWithZig(attempt);
    await Deno.rename(output, options.target);
    return compiler;
  });
}

interface Attempt extends CompileOptions {
  readonly args: string[];
  readonly output: string;
  readonly temporary: string;
}

async function compileWithMachines(
  { args, output, progress }: Attempt,
): Promise<string | undefined> {
  for (const compiler of ["c++", "g++", "clang++"]) {
    const found = await runCommand(compiler, ["--version"]);
    if (!found?.success) continue;
    progress({ label: `Compiling the add-on with ${compiler} (some 15 s)` });
    const result = await runCommand(compiler, args);
    if (result?.success && await exists(output)) return compiler;
  }
  return undefined;
}

async function compileWithZig(attempt: Attempt): Promise<string> {
  const { machine, args, temporary, progress } = attempt;
  const wheel = compilerWheel(machine);
  if (wheel === undefined) {
    throw new Unavailable(
      "no C++ compiler was found that can compile the add-on",
    );
  }
  const into = `${runtimeFolder}/zig-${wheel.version}`;
  await installWheel(wheel, { python: machine.python!, into, progress });
  progress({ label: "Compiling the add-on with zig c++ (a minute or two)" });
  const result = await runCommand(`${into}/ziglang/zig`, [
    "c++",
    `-target`,
    // The C library that TensorFlow's wheels are made for.
    `${machine.arch}-linux-gnu.2.27`,
    ...args,
  ], {
    env: { ZIG_GLOBAL_CACHE_DIR: temporary, ZIG_LOCAL_CACHE_DIR: temporary },
  });
  if (!result?.success) {
    const reason = result?.output.match(/error: .*/)?.[0] ?? "it does not run";
    throw new Unavailable(`zig c++ cannot compile the add-on (${reason})`);
  }
  await removeFolder(into);
  return "zig c++";
}

function compilerArgs(
  { sources, headers, addon }: AddonPackage,
  { base, output, machine }: CompileOptions & { output: string },
): string[] {
  const mac = machine.os === "darwin";
  const libraries = libraryNames(machine).map((name) => `${base}/${name}`);
  const origin = mac ? "@loader_path" : "$ORIGIN";
  // Relative, so that the project's folder can be moved.
  const toBase = relative(dirname(addon), base);
  return [
    ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
    ...(mac ? ["-undefined", "dynamic_lookup"] : []),
    ...["-I", headers, "-I", `${base}/tensorflow/include`],
    ...sources,
    ...["-o", output],
    ...libraries,
    `-Wl,-rpath,${origin}/${toBase}/tensorflow`,
  ];
}

/** TensorFlow's libraries, relative to the folder that holds `tensorflow/`. */
export function libraryNames({ os }: Pick<Machine, "os">): string[] {
  const end = os === "darwin" ? ".2.dylib" : ".so.2";
  return ["cc", "framework"].map((name) =>
    `tensorflow/libtensorflow_${name}${end}`
  );
}
