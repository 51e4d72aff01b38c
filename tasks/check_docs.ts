/**
 * Checks that every export of src/ is documented, as `deno doc --lint` wants
 * it. Prints a line per fault and exits with code 1 where there is one. Part of
 * `deno task ok`.
 */
import { runCommand } from "../src/setup/run_command.ts";
import { projectFolder } from "../src/setup/runtime_folder.ts";
import { docFaults } from "./structure/doc_faults.ts";

const HINT =
  "Wanted (deno doc --lint): a doc comment for every export of src/ " +
  "and each of its members, a return type for functions, `export` for the types " +
  "that they name";

/** What is wrong with the doc comments of modules below src/, a line each. */
export async function checkDocs(
  project: string = projectFolder,
): Promise<string[]> {
  const { success, output } = (await runCommand(
    Deno.execPath(),
    ["doc", "--lint", ...await modulesOf(`${project}/src`)],
    { cwd: project, env: { NO_COLOR: "1" } },
  ))!;
  if (success) return [];
  if (!/Found \d+ documentation lint errors?\./.test(output)) return [output];
  return docFaults(output, project);
}

/** Paths of all modules below a folder. */
async function modulesOf(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) paths.push(...await modulesOf(path));
    else if (name.endsWith(".ts")) paths.push(path);
  }
  return paths.sort();
}

if (import.meta.main) {
  const faults = await checkDocs();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) console.error(HINT);
  console.log(`Doc comments: ${faults.length} faults`);
  Deno.exit(faults.length === 0 ? 0 : 1);
}
