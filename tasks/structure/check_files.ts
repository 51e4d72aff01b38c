import type { Import } from "./read_imports.ts";

/** A file of the project. */
export interface SourceFile {
  /** Relative to the project: `src/track/run_id.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Longer files are named, to be looked at. */
const LONG_LINES = 250;
/** Longer files are refused. */
const MAX_LINES = 400;

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/.*$/gm;
const CONSOLE = /\bconsole\s*\.\s*\w+/;
const ENVIRONMENT =
  /\bDeno\s*\.\s*env\s*\.\s*(get|has|toObject)\b|\bprocess\s*\.\s*env\b/;
/** An export that does something (formatted code is assumed). */
const CODE_EXPORT =
  /^export (?:default|async|abstract|function|class|const \w+ = (?:async )?[(<])/m;

/**
 * What single files do against the rules of the house: src prints nothing and
 * leaves the environment to environment.ts, and each of its files has its tests.
 */
export function checkFiles(
  files: readonly SourceFile[],
  imports: readonly Import[],
): string[] {
  const tested = testedPaths(files, imports);
  return files.flatMap((file) => [
    ...checkCode(file),
    ...checkTested(file, tested),
    ...(lineCount(file) > MAX_LINES
      ? [`${file.path}: has ${lineCount(file)} lines, over ${MAX_LINES}`]
      : []),
  ]);
}

/** Files that grow long, though not yet too long. */
export function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !file.path.startsWith("tests/"))
    .filter((file) => lineCount(file) > LONG_LINES)
    .map((file) => `${file.path}: has ${lineCount(file)} lines`);
}

function checkCode({ path, text }: SourceFile): string[] {
  const code = text.replaceAll(COMMENT, "");
  const faults: string[] = [];
  const printed = path.startsWith("src/") ? CONSOLE.exec(code) : null;
  if (printed !== null) {
    faults.push(`${path}: calls ${printed[0]}, but only tasks print`);
  }
  const read = path.startsWith("tests/") ? null : ENVIRONMENT.exec(code);
  if (read !== null && path !== "src/environment.ts") {
    faults.push(
      `${path}: reads ${read[0]}, which only src/environment.ts does`,
    );
  }
  return faults;
}

/** Files whose mirror is there, or that some other test imports. */
function testedPaths(
  files: readonly SourceFile[],
  imports: readonly Import[],
): ReadonlySet<string> {
  const mirrored = files.map(({ path }) =>
    path.replace(/^tests\//, "src/").replace(/_test\.ts$/, ".ts")
  );
  const imported = imports.filter((it) => it.from.startsWith("tests/"))
    .map((it) => it.to);
  return new Set([
    ...mirrored.filter((_, at) => files[at]!.path.startsWith("tests/")),
    ...imported,
  ]);
}

/** Types and constants have nothing to test. */
function checkTested(
  { path, text }: SourceFile,
  tested: ReadonlySet<string>,
): string[] {
  if (!path.startsWith("src/") || !CODE_EXPORT.test(text)) return [];
  if (tested.has(path)) return [];
  const mirror = path.replace(/^src\//, "tests/").replace(/\.ts$/, "_test.ts");
  return [`${path}: has no tests: ${mirror} is wanted`];
}

function lineCount({ text }: SourceFile): number {
  return text.split("\n").length - 1;
}
