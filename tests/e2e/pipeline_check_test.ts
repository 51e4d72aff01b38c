import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson } from "./cli.ts";
import { csvPreset } from "./csv_preset.ts";
import { byState } from "./pipeline_states.ts";

const PRESET = csvPreset({ numbers: { price: "price" } });

/** A day of 200 sessions of four events each; prices are 10 to 59. */
function dayOfEvents(day: number, factor = 1): string {
  const rows = Array.from({ length: 800 }, (_, at) => {
    const session = `${day}-${Math.floor(at / 4)}`;
    const item = (at * 7 + Math.floor(at / 4)) % 50;
    const time = 86_400 * day + Math.floor(at / 4) * 300 + (at % 4) * 20;
    return `${session},${time},i${item},${(10 + item) * factor}`;
  });
  return ["session,time,item,price", ...rows, ""].join("\n");
}

Deno.test("pipeline --check makes nothing of events that break the schema of those before", async () => {
  await inTempFolder(async (folder) => {
    const preset = `${folder}/preset.json`;
    const input = `${folder}/events.csv`;
    await Deno.writeTextFile(preset, JSON.stringify(PRESET));
    const run = async (events: string) => {
      await Deno.writeTextFile(input, events);
      return await cli([
        ...["pipeline", "--json", "--check", "--until", "prepare"],
        ...["--preset", preset, "--input", input],
        ...["--out", `${folder}/out`, "--cache", `${folder}/cache`],
      ]);
    };
    const both = { ran: ["check", "prepare"] };
    assert.deepEqual(byState(await run(dayOfEvents(20_000))), both);
    const before = await Deno.readTextFile(`${folder}/out/pipeline.lock`);
    const other = await run(dayOfEvents(20_001, 25));
    assert.equal(other.code, 3, other.stderr);
    assert.match(other.stderr, /^error +scale +price /m);
    assert.match(other.stderr, /^check +failed +events changed /m);
    assert.deepEqual(lastJson(other).stages, []);
    assert.equal(
      await Deno.readTextFile(`${folder}/out/pipeline.lock`),
      before,
    );
    assert.deepEqual(byState(await run(dayOfEvents(20_001))), both);
  });
});
