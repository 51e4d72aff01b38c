import assert from "node:assert/strict";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import { RAY } from "../launch/ray/local_ray.ts";
import {
  cli,
  finish,
  inTempFolder,
  lastJson,
  setFlags,
  startCli,
} from "./cli.ts";

const PARAMS = setFlags({
  "events.demo.sessions": 1500,
  "events.demo.items": 80,
  "train.negatives": 64,
  "model.hiddenSize": 16,
  "train.patience": 9,
});
const SPACE = {
  "model.itemSize": [8, 16, 24],
  "train.learningRate": { min: 0.001, max: 0.05, log: true },
};
const SEARCH = [
  ...["--trials", "8", "--eta", "4", "--max-epochs", "4", "--seed", "2"],
];
/** The trial whose process is killed while it trains. */
const VICTIM = 3;

for (const where of ["local", "ray"]) {
  const ignore = where === "ray" && RAY === undefined;
  Deno.test({
    name: `tune --on ${where} finds what a search in one process finds, ` +
      `though a trial is killed and the driver too` +
      (ignore ? " (wants deno task ray up)" : ""),
    ignore,
    fn: () =>
      inTempFolder(async (folder) => {
        const space = `${folder}/space.json`;
        await Deno.writeTextFile(space, JSON.stringify(SPACE));
        const data = ["--data", `${folder}/data`];
        const args = ["tune", "--json", "--space", space, ...data];
        const runs = (name: string) => ["--runs", `${folder}/${name}`];
        const whole = await cli([
          ...[...args, ...SEARCH, ...PARAMS, ...runs("whole")],
        ]);
        assert.equal(whole.code, 0, whole.stderr);

        const env = {
          ...(RAY && { RAY_ADDRESS: RAY.address, RAY_AUTH_TOKEN: RAY.token }),
          NEXTCART_RUNTIME: `${projectFolder}/.runtime`,
        };
        const jobs = ["--on", where, "--parallel", "2", ...runs("jobs")];
        const first = startCli([...args, ...SEARCH, ...PARAMS, ...jobs], env);
        await killTrial(`${folder}/jobs`, VICTIM);
        first.kill("SIGKILL");
        await finish(first);
        const search = searchOf(`${folder}/jobs`)!;
        const second = await cli(
          ["tune", "--json", "--resume", search, ...jobs],
          env,
        );
        assert.equal(second.code, 0, second.stderr);

        const [wanted, found] = [whole, second].map(lastJson);
        assert.deepEqual(found.best, wanted.best);
        const byTrial = ({ trials }: typeof wanted) =>
          trials.map((it: Record<string, unknown>) => [it.trial, it.epochs]);
        assert.deepEqual(byTrial(found), byTrial(wanted));
        assert.ok(Math.abs(found.value - wanted.value) < 1e-3);
      }),
  });
}

/** Kills the process of a trial once its run has begun. */
async function killTrial(runs: string, trial: number): Promise<void> {
  for (let tries = 0; tries < 4000; tries++) {
    const has = runRecords(runs).some(({ environment }) =>
      environment["tune.trial"] === trial
    );
    const pid = has ? findProcess(runs, trial) : undefined;
    if (pid !== undefined) return Deno.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`Trial ${trial} has not been seen at work`);
}

interface RunRecord {
  readonly id: string;
  readonly environment: Readonly<Record<string, unknown>>;
}

function runRecords(runs: string): RunRecord[] {
  try {
    return [...Deno.readDirSync(runs)].flatMap(({ name }) => {
      try {
        return [JSON.parse(Deno.readTextFileSync(`${runs}/${name}/run.json`))];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

function searchOf(runs: string): string | undefined {
  return runRecords(runs)
    .find(({ environment }) => environment["tune.parent"] === undefined)?.id;
}

/** The process of this very test's search that trains a trial. */
function findProcess(runs: string, trial: number): number | undefined {
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    let words: string[];
    try {
      words = Deno.readTextFileSync(`/proc/${name}/cmdline`).split("\0");
    } catch {
      continue;
    }
    const isDeno = words[0]!.endsWith("deno");
    if (!isDeno || !words.includes(runs) || !words.includes("--trial")) {
      continue;
    }
    if (words[words.indexOf("--trial") + 1] === String(trial)) {
      return Number(name);
    }
  }
  return undefined;
}
