import assert from "node:assert/strict";
import { acceptChanges } from "../../src/pipeline/accept_changes.ts";
import { type Toy, withToy } from "./toy_pipeline.ts";

async function accept({ pipeline, cache }: Toy): Promise<string[]> {
  const { signal } = new AbortController();
  const stages = await acceptChanges(pipeline, { cache, signal });
  return stages.map(({ name, state }) => `${name}: ${state}`);
}

Deno.test("acceptChanges() takes outputs of other code for up to date, and keeps them in the cache as such", () =>
  withToy(async (toy) => {
    await toy.run();
    toy.ran.length = 0;
    await toy.write(
      "code/letters.ts",
      "export const letters = 26; // a to z\n",
    );
    assert.deepEqual(await accept(toy), [
      "upper: accepted",
      "join: up to date",
      "shout: up to date",
    ]);
    assert.equal((await toy.run())[0], "upper: up to date");
    await Deno.remove(`${toy.folder}/out`, { recursive: true });
    assert.equal((await toy.run())[0], "upper: restored, never ran here");
    assert.deepEqual(toy.ran, []);
  }));

Deno.test("acceptChanges() leaves to run what parameters, inputs or outputs changed for", () =>
  withToy(async (toy) => {
    await toy.run();
    await toy.write("code/join.ts", "export const join = 2;\n");
    await toy.write("out/shout.txt", "WHISPER");
    toy.params.join = { sign: "?" };
    assert.deepEqual(await accept(toy), [
      "upper: up to date",
      "join: to run",
      "shout: to run",
    ]);
    assert.deepEqual((await toy.run()).slice(1), [
      "join: ran, join.sign ! → ?, code/join.ts changed",
      "shout: ran, joined.txt changed, shout.txt is altered",
    ]);
  }));

Deno.test("acceptChanges() has nothing to say of stages that never ran", () =>
  withToy(async (toy) => {
    await toy.run({ until: "upper" });
    assert.deepEqual(await accept(toy), ["upper: up to date"]);
  }));
