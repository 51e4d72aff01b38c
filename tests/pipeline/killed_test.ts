import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { inFolder } from "./in_folder.ts";
import { makeToy } from "./toy_pipeline.ts";

const SCRIPT = new URL("toy_process.ts", import.meta.url).pathname;
const KILLS = 12;
const EXPECTED: Record<string, string> = { "-": "ONE-TWO!!", "+": "ONE+TWO!!" };

/** Kills a run after some time, and says whether it had not ended yet. */
async function killAfter(
  delayMs: number,
  { folder, sign }: { folder: string; sign: string },
): Promise<boolean> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", "--no-check", SCRIPT, folder, sign],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const timer = setTimeout(() => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It had ended.
    }
  }, delayMs);
  const { success } = await child.status;
  clearTimeout(timer);
  return !success;
}

Deno.test("a pipeline that is killed anywhere goes on, and takes nothing half-written for whole", () =>
  inFolder({}, async (folder) => {
    const random = seededPrng(1);
    const startedAtMs = performance.now();
    await killAfter(60_000, { folder, sign: "-" });
    const wholeMs = performance.now() - startedAtMs;
    let killed = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const sign = kill % 2 === 0 ? "+" : "-";
      await Deno.remove(`${folder}/cache`, { recursive: true }).catch(() => {});
      const delayMs = wholeMs * (0.3 + 0.7 * random());
      if (await killAfter(delayMs, { folder, sign })) killed++;
      const toy = await makeToy(folder);
      toy.params.join = { sign };
      await toy.run();
      assert.equal(await toy.read("out/shout.txt"), EXPECTED[sign]);
      assert.deepEqual(await toy.run(), [
        "upper: up to date",
        "join: up to date",
        "shout: up to date",
      ]);
      assert.deepEqual(toy.notes, []);
    }
    assert.ok(killed > 0, "none was killed in time");
  }));
