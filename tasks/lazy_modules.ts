/**
 * The modules `<name>.ts` of a folder, each loaded only when it is asked for.
 * Their addresses are no literals in import(), or Deno would read all of them,
 * and all that they import, whenever a program starts that might want one.
 *
 * @param folder Its address, with a slash at the end.
 */
export function lazyModules<T>(
  names: readonly string[],
  folder: URL,
): ReadonlyMap<string, () => Promise<T>> {
  return new Map(
    names.map((name) => [name, () => import(`${folder}${name}.ts`)]),
  );
}
