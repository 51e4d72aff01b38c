import { InputError } from "../../src/errors.ts";
import { compareLocks } from "../../src/pipeline/compare_locks.ts";
import {
  type Lock,
  LOCK_FILE,
  parseLock,
} from "../../src/pipeline/lock_file.ts";
import { makeDag } from "../../src/pipeline/dag.ts";
import type { StageInput } from "../stage.ts";
import { diffText } from "./diff_text.ts";
import { openPipeline, pipelineFolder } from "./open_pipeline.ts";

/** `deno task pipeline diff A B`: parameters, data and metrics that differ. */
export async function diff(
  input: StageInput,
): Promise<Record<string, unknown>> {
  const [a = "HEAD", b, ...more] = input.words;
  if (more.length > 0) {
    throw new InputError(
      `Two lock files or revisions are wanted, found ${input.words.length}`,
    );
  }
  const path = `${pipelineFolder(input)}/${LOCK_FILE}`;
  const before = await readEither(a, path);
  const after = await readEither(b ?? path, path);
  const order = makeDag(openPipeline(input).stages).order;
  const changes = compareLocks(before, after, {
    order: order.map(({ name }) => name),
  });
  input.print(
    diffText(changes, { before: a, after: b ?? "now" }) ??
      `Nothing differs between ${a} and ${b ?? path}`,
  );
  return { changes };
}

/** A lock file by its path, or a git revision of the pipeline's own. */
async function readEither(name: string, path: string): Promise<Lock> {
  const text = await Deno.readTextFile(name).catch(() => undefined);
  if (text !== undefined) return parseLock(text, name);
  // The folder may lie in a repository of its own.
  const folder = path.slice(0, path.lastIndexOf("/"));
  const command = new Deno.Command("git", {
    args: ["-C", folder, "show", `${name}:./${LOCK_FILE}`],
    stderr: "piped",
  });
  const shown = await command.output().catch(() => undefined);
  if (shown?.success) {
    return parseLock(new TextDecoder().decode(shown.stdout), `${name}:${path}`);
  }
  throw new InputError(
    `${name} is neither a lock file nor a git revision with ${path}`,
  );
}
