import { runCommand } from "./run_command.ts";
import { Unavailable } from "./unavailable.ts";

/** Options of {@link extractWheel}. */
export interface ExtractOptions {
  /** The Python that unpacks it. */
  readonly python: string;
  /** The folder to extract into. */
  readonly folder: string;
  /** Regular expression that paths of the wanted files match at their start. */
  readonly members: string;
}

/**
 * zipfile alone forgets which files are programs. Names that lead out of the
 * folder are tamed by `extract`.
 */
const PROGRAM = `
import os, re, sys, zipfile
wheel, folder, members = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for member in archive.infolist():
        if re.match(members, member.filename):
            path = archive.extract(member, folder)
            if member.external_attr >> 16 & 0o100:
                os.chmod(path, 0o755)
`;

/**
 * Extracts files of a wheel, which is a zip archive, with Python.
 *
 * @throws {Unavailable} where it fails: the disk is full, say.
 */
export async function extractWheel(
  path: string,
  { python, folder, members }: ExtractOptions,
): Promise<void> {
  const result = await runCommand(python, [
    ...["-c", PROGRAM, path, folder, members],
  ]);
  if (result?.success) return;
  const reason = result?.output.split("\n").at(-1) ?? "Python is gone";
  throw new Unavailable(`the wheel cannot be extracted (${reason})`);
}
