/**
 * Path of a file of public evaluation data, or undefined where it is absent:
 * the licences forbid shipping it. It lies in the folder that NEXTCART_DATA
 * names, by default `shared/data` beside the project.
 */
export function sharedData(name: string): string | undefined {
  const folder = Deno.env.get("NEXTCART_DATA") ??
    new URL("../../shared/data", import.meta.url).pathname;
  const path = `${folder}/${name}`;
  try {
    Deno.statSync(path);
    return path;
  } catch {
    return undefined;
  }
}
