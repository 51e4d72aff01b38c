/**
 * Where a preset's dataset lies: the folder that `--data` names, else
 * `data/<preset>` (a preset file goes by its name without `.json`).
 */
export function dataFolder(
  preset: string,
  flag: string | boolean | undefined,
): string {
  if (typeof flag === "string") return flag.replace(/(?<=.)\/+$/, "");
  const name = preset.split("/").at(-1)!.replace(/\.json$/, "");
  return `data/${name}`;
}
