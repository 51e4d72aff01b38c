import { RayClient } from "../../../src/launch/ray/ray_client.ts";
import { runningRay } from "../../../tasks/ray/local_ray.ts";

/** The Ray that `deno task ray up` has started; undefined where none runs. */
export const RAY = await runningRay();

/** A test on it; ignored, visibly, where none runs. */
export function rayTest(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: RAY === undefined ? `${name} (wants deno task ray up)` : name,
    ignore: RAY === undefined,
    fn,
  });
}

export function rayClient(changes: { token?: string } = {}): RayClient {
  return new RayClient({ ...RAY!, ...changes });
}
