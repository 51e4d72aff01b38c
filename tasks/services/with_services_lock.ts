import { withLock } from "../../src/setup/lock.ts";
import { servicesFolder } from "./services_folder.ts";

/** Starts or stops what `.services/` holds, while no other process does so. */
export async function withServicesLock<T>(
  name: string,
  { work, onWait }: Parameters<typeof withLock<T>>[1],
): Promise<T> {
  await Deno.mkdir(servicesFolder, { recursive: true });
  return await withLock(`${servicesFolder}/${name}`, { work, onWait });
}
