import { fileDigest } from "../../src/setup/digest.ts";
import { findPython } from "../../src/setup/machine.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import type { Wheel } from "../../src/setup/wheels.ts";

/** Command of a Python with pip: tests that need one are skipped without. */
export const python = await findPython();

const PROGRAM = `
import sys, zipfile
path, name = sys.argv[1:]
info = f"{name}-1.0.dist-info"
with zipfile.ZipFile(path, "w") as wheel:
    wheel.writestr(f"{name}/lib/data.txt", "forty-two")
    wheel.writestr(f"{name}/include/data.h", "not wanted")
    program = zipfile.ZipInfo(f"{name}/lib/program")
    program.external_attr = 0o100755 << 16
    wheel.writestr(program, "#!/bin/sh\\necho runs\\n")
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;

/**
 * Runs a test with a real wheel of a few hundred bytes, which pip finds in a
 * folder instead of on PyPI.
 */
export async function withSmallWheel(
  test: (
    given: { wheel: Wheel; path: string; folder: string },
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/index/nextcart_probe-1.0-py3-none-any.whl`;
  const variables = { PIP_NO_INDEX: "1", PIP_FIND_LINKS: `${folder}/index` };
  const before = Object.keys(variables).map((name) =>
    [name, Deno.env.get(name)] as const
  );
  try {
    await Deno.mkdir(`${folder}/index`);
    await runCommand(python!, ["-c", PROGRAM, path, "nextcart_probe"]);
    for (const [name, value] of Object.entries(variables)) {
      Deno.env.set(name, value);
    }
    const wheel: Wheel = {
      project: "nextcart-probe",
      version: "1.0",
      platform: "manylinux2014_x86_64",
      sha256: await fileDigest(path),
      bytes: (await Deno.stat(path)).size,
      folder: "nextcart_probe",
      members: "nextcart_probe/lib/",
    };
    await test({ wheel, path, folder });
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
    await Deno.remove(folder, { recursive: true });
  }
}
