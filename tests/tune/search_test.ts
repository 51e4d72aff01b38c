import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { search } from "../../src/tune/search.ts";

const RUNGS = [
  { trials: 4, epochs: 1 },
  { trials: 2, epochs: 3 },
  { trials: 1, epochs: 9 },
];

Deno.test("search() goes on with the best of each rung", async () => {
  // Trial 3 is best at first, trial 1 later.
  const values: Record<number, Record<number, number>> = {
    1: { 0: 0.1, 1: 0.3, 2: 0.2, 3: 0.4 },
    3: { 1: 0.6, 3: 0.5 },
    9: { 1: 0.7 },
  };
  const trained: string[] = [];
  const givenUp: number[][] = [];
  const ranking = await search(RUNGS, {
    train: (trial, epochs) => {
      trained.push(`${trial} to ${epochs}`);
      return Promise.resolve(values[epochs]![trial]!);
    },
    onGivenUp: (trials) => {
      givenUp.push(trials.map((it) => it.trial));
      return Promise.resolve();
    },
  });
  assert.deepEqual(trained, [
    "0 to 1",
    "1 to 1",
    "2 to 1",
    "3 to 1",
    "1 to 3",
    "3 to 3",
    "1 to 9",
  ]);
  assert.deepEqual(givenUp, [[2, 0], [3], [1]]);
  assert.deepEqual(ranking, [
    { trial: 1, epochs: 9, value: 0.7 },
    { trial: 3, epochs: 3, value: 0.5 },
    { trial: 2, epochs: 1, value: 0.2 },
    { trial: 0, epochs: 1, value: 0.1 },
  ]);
});

Deno.test("search() never goes on with a trial that failed", async () => {
  const ranking = await search(RUNGS, {
    train: (trial) => Promise.resolve(trial === 2 ? 0.1 : -Infinity),
  });
  assert.deepEqual(ranking!.map((it) => [it.trial, it.epochs]), [
    [2, 9],
    [0, 1],
    [1, 1],
    [3, 1],
  ]);
});

Deno.test("search() ends where a trial is interrupted", async () => {
  const trained: number[] = [];
  const ranking = await search(RUNGS, {
    train: (trial) => {
      trained.push(trial);
      return Promise.resolve(trial === 1 ? undefined : 0.5);
    },
  });
  assert.equal(ranking, undefined);
  assert.deepEqual(trained, [0, 1]);
});

/** Values by epochs and trial; trials 0 and 3 are the best. */
const VALUES: Record<number, readonly number[]> = {
  1: [0.4, 0.1, 0.2, 0.3],
  3: [0.5, 0.9, 0.9, 0.6],
  9: [0.7, 0.9, 0.9, 0.8],
};

Deno.test("search() begins with what is best so far where nothing else is to do, and stops it where it falls behind", async () => {
  const log: string[] = [];
  const last = Promise.withResolvers<void>();
  const ranking = await search(RUNGS, {
    parallel: 2,
    train: async (trial, epochs, weak) => {
      log.push(`${trial} to ${epochs}`);
      if (epochs === 1 && trial === 3) await last.promise;
      if (epochs === 3 && trial === 2) {
        // While trial 3 is awaited, trial 2 is among the best two.
        last.resolve();
        await new Promise((resolve) => weak.onabort = resolve);
        log.push("2 stopped");
        return undefined;
      }
      return VALUES[epochs]![trial]!;
    },
    onGivenUp: (trials) => {
      log.push(`given up ${trials.map((it) => it.trial)}`);
      return Promise.resolve();
    },
  });
  assert.deepEqual(log, [
    ...["0 to 1", "1 to 1", "2 to 1", "3 to 1"],
    ...["0 to 3", "2 to 3", "2 stopped", "given up 2,1"],
    ...["3 to 3", "0 to 9", "given up 0", "3 to 9", "given up 3"],
  ]);
  assert.deepEqual(ranking!.map((it) => [it.trial, it.epochs]), [
    [3, 9],
    [0, 3],
    [2, 1],
    [1, 1],
  ]);
});

Deno.test("search() gives what one worker gives, however many and however fast they are", async () => {
  const rungs = [
    { trials: 9, epochs: 1 },
    { trials: 3, epochs: 3 },
    { trials: 1, epochs: 9 },
  ];
  const value = (trial: number, epochs: number) =>
    (trial * 7 + epochs * 5) % 11 / 11;
  const run = (parallel: number, prng: () => number) =>
    search(rungs, {
      parallel,
      train: async (trial, epochs, weak) => {
        await new Promise((resolve) => setTimeout(resolve, 5 * prng()));
        return weak.aborted ? undefined : value(trial, epochs);
      },
    });
  const wanted = await run(1, () => 0);
  for (let seed = 0; seed < 20; seed++) {
    assert.deepEqual(await run(2 + seed % 4, seededPrng(seed)), wanted);
  }
});

Deno.test("search() throws what training throws, and begins no more", async () => {
  const begun: number[] = [];
  await assert.rejects(
    search(RUNGS, {
      parallel: 2,
      train: (trial) => {
        begun.push(trial);
        return trial === 1
          ? Promise.reject(new Error("out of disk"))
          : new Promise((resolve) => setTimeout(resolve, 10, 0.5));
      },
    }),
    /out of disk/,
  );
  assert.deepEqual(begun, [0, 1]);
});
