import { RayClient } from "../../../src/launch/ray/ray_client.ts";
import { runningRay } from "../../../tasks/ray/local_ray.ts";

/**
 * The Ray that `deno task ray up` has started; undefined where none runs: its
 * tests are then skipped.
 *
 * @throws {Error} where it does not run, but NEXTCART_RAY=required.
 */
export const RAY = await runningRay();
if (RAY === undefined && Deno.env.get("NEXTCART_RAY") === "required") {
  throw new Error("Ray does not run: `deno task ray up` starts it");
}

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
