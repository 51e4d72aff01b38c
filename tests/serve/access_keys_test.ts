import assert from "node:assert/strict";
import { AccessKeys } from "../../src/serve/access_keys.ts";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

Deno.test("AccessKeys wants the key of the port, which expires and can be renewed", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/key_file.json`;
    let now = 0;
    const keys = await AccessKeys.create({ path, minutes: 60, now: () => now });
    const { ask } = await tinyServer([tinyArchive()], { keys });
    const status = async (
      scope: "inference" | "management" | "API" | undefined,
      address: string,
      port: "inference" | "management",
    ) => {
      const file = await AccessKeys.read(path);
      const headers: Record<string, string> = scope === undefined
        ? {}
        : { authorization: `Bearer ${file[scope].key}` };
      return (await ask(address, { port, headers })).status;
    };
    assert.equal(await status(undefined, "/ping", "inference"), 200);
    assert.equal(await status(undefined, "/v2/models/shop", "inference"), 401);
    assert.equal(
      await status("management", "/v2/models/shop", "inference"),
      401,
    );
    assert.equal(
      await status("inference", "/v2/models/shop", "inference"),
      200,
    );
    assert.equal(await status("inference", "/models", "management"), 401);
    assert.equal(await status("management", "/models", "management"), 200);
    now = 3_600_000;
    assert.equal(await status("management", "/models", "management"), 401);
    assert.equal(
      await status("management", "/token?type=management", "management"),
      401,
    );
    assert.equal(
      await status("API", "/token?type=management", "management"),
      200,
    );
    assert.equal(await status("management", "/models", "management"), 200);
    assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("AccessKeys renews both keys at a time, and the file has both", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/key_file.json`;
    const keys = await AccessKeys.create({ path, minutes: 60, now: () => 0 });
    for (let round = 0; round < 20; round++) {
      await Promise.all([keys.renew("inference"), keys.renew("management")]);
      const { inference, management } = await AccessKeys.read(path);
      keys.check(`Bearer ${inference.key}`, "inference");
      keys.check(`Bearer ${management.key}`, "management");
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("AccessKeys keeps a key whose successor cannot be written", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/key_file.json`;
  const keys = await AccessKeys.create({ path, minutes: 60, now: () => 0 });
  const { inference } = await AccessKeys.read(path);
  await Deno.remove(folder, { recursive: true });
  await assert.rejects(keys.renew("inference"), { status: 500 });
  keys.check(`Bearer ${inference.key}`, "inference");
});
