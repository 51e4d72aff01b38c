import { runCommand } from "./run_command.ts";

/** What setup needs to know of the machine. */
export interface Machine {
  /** Operating system. */
  readonly os: typeof Deno.build.os;
  /** Processor. */
  readonly arch: typeof Deno.build.arch;
  /** Whether an NVIDIA GPU and its driver are there. */
  readonly gpu: boolean;
  /** Command of a Python that has pip, or undefined where there is none. */
  readonly python: string | undefined;
}

/** Looks at the machine. Takes some 50 ms, for asking Python. */
export async function inspectMachine(): Promise<Machine> {
  const { os, arch } = Deno.build;
  return { os, arch, gpu: hasNvidiaGpu(), python: await findPython() };
}

/**
 * Whether the NVIDIA driver offers a GPU: as a device file, or in the Windows
 * Subsystem for Linux as its library. (nvidia-smi says the same, but takes up
 * to a second, and images without a driver hold it too.)
 */
export function hasNvidiaGpu(): boolean {
  try {
    for (const { name } of Deno.readDirSync("/dev")) {
      if (/^nvidia\d+$/.test(name)) return true;
    }
    return Deno.statSync("/usr/lib/wsl/lib/libcuda.so.1").isFile;
  } catch {
    return false;
  }
}

/** Command of a Python that has pip, or undefined where there is none. */
export async function findPython(): Promise<string | undefined> {
  const question = "import importlib.util as u, sys; " +
    "sys.exit(sys.version_info < (3, 8) or u.find_spec('pip') is None)";
  for (const python of ["python3", "python"]) {
    const answer = await runCommand(python, ["-c", question]);
    if (answer?.success) return python;
  }
  return undefined;
}
