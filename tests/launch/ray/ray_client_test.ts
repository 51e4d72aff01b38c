import assert from "node:assert/strict";
import { RayClient } from "../../../src/launch/ray/ray_client.ts";
import { rayClient, rayTest } from "./local_ray.ts";

Deno.test("RayClient names the address where nobody answers", async () => {
  const client = new RayClient({ address: "http://127.0.0.1:9" });
  await assert.rejects(client.ask("/api/jobs/"), {
    name: "InputError",
    message: /^Ray at http:\/\/127\.0\.0\.1:9 cannot be reached: /,
  });
});

Deno.test("RayClient does not wait for ever", async () => {
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = silent.addr as Deno.NetAddr;
  const client = new RayClient({
    address: `http://127.0.0.1:${port}`,
    timeoutSeconds: 0.2,
  });
  await assert.rejects(client.ask("/"), { message: /cannot be reached/ });
  silent.close();
});

rayTest(
  "RayClient says that the token is refused, without showing it",
  async () => {
    const client = rayClient({ token: "wrong" });
    await assert.rejects(client.ask("/api/jobs/"), (error: Error) => {
      assert.match(error.message, /refuses the token/);
      assert.doesNotMatch(error.message, /wrong/);
      return true;
    });
  },
);

rayTest("RayClient gives undefined for what is not there", async () => {
  assert.equal(await rayClient().ask("/api/jobs/nothing"), undefined);
});
