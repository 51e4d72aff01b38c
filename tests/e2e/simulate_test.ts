import assert from "node:assert/strict";
import {
  cli,
  filesUnder,
  finish,
  inTempFolder,
  lastJson,
  startCli,
} from "./cli.ts";

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

Deno.test("deno task simulate that is interrupted tells of no result", () =>
  inTempFolder(async (folder) => {
    const out = `${folder}/simulation`;
    const child = startCli(["simulate", `--out=${out}`, "--json"]);
    const isTraining = () =>
      filesUnder(out).some((it) => it.endsWith("/metrics.jsonl"));
    while (!isTraining()) await new Promise((wake) => setTimeout(wake, 20));
    child.kill("SIGINT");
    const { code, stdout, stderr } = await finish(child);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /^Stopped: the same command begins anew$/m);
    assert.deepEqual(lastJson({ code, stdout, stderr }), { interrupted: true });
    assert.equal(await Deno.readTextFile(`${out}/simulation.json`), "{}\n");
  }));

Deno.test("deno task simulate says in a line why a first model does not serve", () =>
  inTempFolder(async (folder) => {
    const { code, stderr } = await cli([
      ...["simulate", `--out=${folder}/simulation`],
      ...["--set", "train.epochs=1", "--set", "train.learningRate=1e-6"],
    ]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^error: The first model does not pass the gates, and no shop can begin without one: .+$/m,
    );
    assert.doesNotMatch(stderr, / {4}at /);
  }));
