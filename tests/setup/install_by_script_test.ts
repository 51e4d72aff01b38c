import assert from "node:assert/strict";
import { probe } from "../../src/setup/install_by_script.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";

Deno.test("probe() passes where a server answers, whatever it says", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response(null, { status: 403 }),
  );
  await probe(`http://127.0.0.1:${server.addr.port}/`);
});

Deno.test("probe() throws where none answers", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  await assert.rejects(
    probe(`http://127.0.0.1:${port}/`),
    new Unavailable("the npm package's own TensorFlow 2.9.1 is out of reach"),
  );
});
