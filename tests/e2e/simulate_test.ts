import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson } from "./cli.ts";

Deno.test("deno task simulate sees a shift of taste, retrains, promotes and recovers", () =>
  inTempFolder(async (folder) => {
    const out = `${folder}/simulation`;
    const ran = await cli(["simulate", `--out=${out}`, "--json"]);
    assert.equal(ran.code, 0, ran.stderr);
    const { days, shiftDay, summary } = lastJson(ran);
    assert.equal(shiftDay, 14);
    assert.equal(days.length, 20, "the first eight days make the first model");

    // Drift is seen on the day of the shift, and not before.
    assert.deepEqual(summary.falseAlarms, []);
    assert.equal(summary.seenOn, shiftDay);
    // deno-lint-ignore no-explicit-any
    const at = (day: number) => days.find((it: any) => it.day === day);
    assert.match(at(shiftDay).drift[0], /new items/);
    assert.equal(at(shiftDay - 1).champion, 1);

    // Retrained models pass the gates, and the metric is what it was.
    assert.ok(summary.promotedOn <= shiftDay + 2, `${summary.promotedOn}`);
    const { before, after, worst, neverRetrained } = summary;
    const figures = JSON.stringify(summary);
    assert.ok(worst < 0.7 * before, figures);
    assert.ok(after > 0.9 * before, figures);
    assert.ok(neverRetrained < 0.7 * after, figures);

    // What was trained on garbage serves nobody.
    assert.equal(at(10).isBrokenRefused, true);
    assert.equal(at(11).champion, 1);
    assert.match(ran.stderr, /a broken export was refused/);

    const svg = await Deno.readTextFile(`${out}/simulation.svg`);
    assert.match(svg, /the taste shifts/);
    const stored = await Deno.readTextFile(`${out}/simulation.json`);
    assert.deepEqual(JSON.parse(stored).summary, summary);
  }));
