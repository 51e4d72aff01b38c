import assert from "node:assert/strict";
import { resolveParams } from "../src/config.ts";
import { presetNames } from "../tasks/preset.ts";
import { ROOMS } from "../tasks/structure/rooms.ts";

const PROJECT = new URL("../", import.meta.url);
const README = await Deno.readTextFile(new URL("README.md", PROJECT));
const { tasks } = JSON.parse(
  await Deno.readTextFile(new URL("deno.json", PROJECT)),
) as { tasks: Record<string, unknown> };

Deno.test("README shows a preset that is valid", () => {
  const [, json] = README.match(/```json\n([\s\S]*?)```/)!;
  const params = resolveParams({ preset: JSON.parse(json!) });
  assert.equal(params.events.format, "csv");
  assert.equal(params.train.epochs, 10);
});

Deno.test("README shows a preset of MySQL that is valid", () => {
  const [, json] = README.match(/```json\n("events": [\s\S]*?)```/)!;
  const preset = { description: "", ...JSON.parse(`{${json}}`) };
  assert.equal(resolveParams({ preset }).events.format, "mysql");
});

Deno.test("README names every task, and none that is not there", () => {
  const named = README.matchAll(/deno(?:@[\d.]+)? task ([a-z]+(?::[a-z]+)?)/g);
  assert.deepEqual(
    [...new Set([...named].map(([, name]) => name!))].sort(),
    Object.keys(tasks).sort(),
  );
});

Deno.test("README names every preset", () => {
  for (const name of presetNames()) {
    assert.ok(README.includes(`\`${name}\``), `${name} is not named`);
  }
});

Deno.test("README draws the rooms in the order of their imports", () => {
  const [, tree] = README.match(/ {4}src\/\n((?: {6}.*\n)+)/)!;
  const named = [...tree!.matchAll(/^ {6}([\w.]+)/gm)].map(([, it]) => it);
  assert.deepEqual(
    named,
    ROOMS.map((room) => room.path).filter((path) => path !== "events/event.ts"),
  );
});
