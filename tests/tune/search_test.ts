import assert from "node:assert/strict";
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
