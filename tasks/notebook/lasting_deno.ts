import { basename } from "node:path";
import { exists } from "../../src/setup/runtime_folder.ts";
import { jupyterFolder } from "./notebook_paths.ts";

/** Options of {@link lastingDeno}. */
export interface LastingDenoOptions {
  /** The Deno that is to be started. @default {the one that runs} */
  readonly deno?: string;
  /** Where it is kept. @default {.jupyter} */
  readonly folder?: string;
}

/**
 * Where this Deno is found another day. Of one that npx has fetched a link or a
 * copy is kept, for npx may empty its cache; and a kernel behind npx would not
 * hear of it when a cell is interrupted.
 *
 * @returns Its path.
 */
export async function lastingDeno(
  { deno = Deno.execPath(), folder = jupyterFolder }: LastingDenoOptions = {},
): Promise<string> {
  if (!/[/\\]_npx[/\\]/.test(deno)) return deno;
  const kept = `${folder}/deno-${Deno.version.deno}/${basename(deno)}`;
  if (await exists(kept)) return kept;
  const part = `${kept}.${crypto.randomUUID().slice(0, 8)}.part`;
  await Deno.mkdir(`${folder}/deno-${Deno.version.deno}`, { recursive: true });
  // Another file system has no links to this one.
  await Deno.link(deno, part).catch(() => Deno.copyFile(deno, part));
  await Deno.rename(part, kept);
  return kept;
}
