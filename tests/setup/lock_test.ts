import assert from "node:assert/strict";
import { withLock } from "../../src/setup/lock.ts";

const LOCK = new URL("../../src/setup/lock.ts", import.meta.url).href;

async function withPath(test: (path: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(`${folder}/lock`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("withLock() lets the second begin when the first has ended", async () => {
  await withPath(async (path) => {
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen.push(`${name} ends`);
    };
    await Promise.all(["a", "b"].map((name) =>
      withLock(path, {
        work: work(name),
        onWait: () => seen.push("waits"),
      })
    ));
    const turns = seen.filter((it) => it !== "waits");
    const [first, second] = turns[0] === "a begins" ? ["a", "b"] : ["b", "a"];
    assert.deepEqual(turns, [
      `${first} begins`,
      `${first} ends`,
      `${second} begins`,
      `${second} ends`,
    ]);
    assert.equal(seen.filter((it) => it === "waits").length, 1);
  });
});

Deno.test("withLock() gets the lock of a process that was killed", async () => {
  await withPath(async (path) => {
    const program = `import { withLock } from ${JSON.stringify(LOCK)};
      await withLock(${JSON.stringify(path)}, { onWait() {}, work: () =>
        new Promise(() => { console.log("held"); setInterval(() => {}, 1e6); })
      });`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", program],
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    await reader.read();
    let waited = false;
    const locked = withLock(path, {
      work: () => Promise.resolve("got it"),
      onWait() {
        waited = true;
        child.kill("SIGKILL");
      },
    });
    assert.equal(await locked, "got it");
    assert.ok(waited);
    await reader.cancel();
    await child.status;
  });
});
