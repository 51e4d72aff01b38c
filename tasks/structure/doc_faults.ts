/** A finding of `deno doc --lint`: kind, message, file, line, and the rest of it. */
const FINDING =
  /^error\[([\w-]+)\]: (.+)\n\s*--> (.+):(\d+):\d+\n([^]*?)(?=^error|$(?![^]))/gm;

/** The referenced declaration, as a finding of the kind private-type-ref shows it. */
const REFERENCED = /= hint:[^\n]*\n\s*\|\s*\n\s*\d+ \| (.*)\n/;

/**
 * What `deno doc --lint` finds that is the project's own, a line each.
 *
 * @param readText The text of a module, by its path.
 */
export function docFaults(
  output: string,
  project: string,
  readText: (path: string) => string = Deno.readTextFileSync,
): string[] {
  const faults: string[] = [];
  for (const [, kind, message, path, line, rest] of output.matchAll(FINDING)) {
    if (!path!.startsWith(`${project}/src/`)) continue;
    if (isOfPackage(kind!, rest!, readText(path!))) continue;
    const file = path!.slice(project.length + 1);
    faults.push(`${file}:${line}: ${message}`);
  }
  return [...new Set(faults)];
}

/**
 * Whether a finding is about what a package gives, and nothing of ours can mend
 * it: Deno takes a type of an npm package for private, and a schema of zod has no
 * type but its own.
 */
function isOfPackage(kind: string, rest: string, module: string): boolean {
  if (kind === "missing-explicit-type") return /= z\b|Schema\b/.test(rest);
  if (kind !== "private-type-ref") return false;
  const declared = REFERENCED.exec(rest)?.[1] ?? "";
  return !OWN.test(declared) || !`\n${module}`.includes(`\n${declared}`);
}

/** A declaration that is not exported; what packages declare for others is. */
const OWN = /^(interface|type|class|abstract class|enum) /;
