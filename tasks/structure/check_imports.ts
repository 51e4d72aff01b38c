import type { Import } from "./read_imports.ts";
import { LAZY_PACKAGES, PACKAGE_HOMES, type Room, ROOMS } from "./rooms.ts";

/**
 * What the imports do against the rules of the house: rooms import from rooms
 * above them, nothing imports in a circle, some packages have one home.
 */
export function checkImports(imports: readonly Import[]): string[] {
  return [
    ...imports.flatMap((it) => it.isPackage ? checkPackage(it) : checkRoom(it)),
    ...findCycles(imports),
  ];
}

function checkPackage({ from, to, isDynamic }: Import): string[] {
  if (from.startsWith("tests/")) return [];
  const strayed = PACKAGE_HOMES.filter((rule) =>
    rule.package.test(to) && !rule.homes.some((home) => from.startsWith(home))
  );
  const faults = strayed.map((rule) =>
    `${from}: imports ${to}, but ${rule.reason}`
  );
  if (from.startsWith("src/") && LAZY_PACKAGES.test(to) && !isDynamic) {
    faults.push(`${from}: imports ${to}, which must be loaded by await import`);
  }
  return faults;
}

function checkRoom({ from, to }: Import): string[] {
  if (!from.startsWith("src/")) return [];
  if (!to.startsWith("src/")) {
    return [`${from}: imports ${to}, which is outside src`];
  }
  const [importer, imported] = [roomOf(from), roomOf(to)];
  if (importer === undefined) {
    return [`${from}: its room is not in the list of tasks/structure/rooms.ts`];
  }
  if (imported === undefined || imported === importer) return [];
  const allowed = importer.mayImport ??
    ROOMS.slice(0, ROOMS.indexOf(importer)).map((room) => room.path);
  return allowed.includes(imported.path) ? [] : [
    `${from}: imports ${to}, but ${importer.path} may import only from ${
      allowed.join(", ") || "itself"
    }`,
  ];
}

/** The longest path wins: events/event.ts is a room of its own. */
function roomOf(file: string): Room | undefined {
  const inside = file.slice("src/".length);
  return ROOMS.filter(({ path }) =>
    inside === path || inside.startsWith(`${path}/`)
  ).sort((a, b) => b.path.length - a.path.length)[0];
}

/** Each circle once, by depth-first search along the imports of files. */
function findCycles(imports: readonly Import[]): string[] {
  const graph = Map.groupBy(
    imports.filter((it) => !it.isPackage),
    (it) => it.from,
  );
  const done = new Set<string>();
  const path: string[] = [];
  const faults: string[] = [];
  const visit = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = [...path.slice(at), file].join(" → ");
      faults.push(`${file}: imports itself in a circle: ${circle}`);
    }
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const { to } of graph.get(file) ?? []) visit(to);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return faults;
}
