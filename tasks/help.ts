import type { Flag, Stage } from "./stage.ts";

/** The text that `deno task <name> --help` prints. */
export function helpText(
  name: string,
  stage: Pick<Stage, "summary" | "words" | "flags">,
  common: Readonly<Record<string, Flag>>,
): string {
  const words = stage.words === undefined ? "" : ` ${stage.words}`;
  const flags = { ...stage.flags, ...common };
  const rows = Object.entries(flags).map((
    [key, flag],
  ) => [
    `--${key}${flag.value === undefined ? "" : ` ${flag.value}`}`,
    flag.help,
  ]);
  const width = Math.max(...rows.map(([left]) => left!.length));
  const lines = rows.map(([left, help]) => `  ${left!.padEnd(width)}  ${help}`);
  return [
    stage.summary,
    "",
    `  deno task ${name} [flags]${words}`,
    "",
    ...lines,
  ].join("\n");
}
