import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { findRun } from "../../src/track/find_run.ts";

async function withRuns(
  ids: readonly string[],
  test: (folder: string) => Promise<void>,
) {
  const folder = await Deno.makeTempDir();
  try {
    for (const [at, id] of ids.entries()) {
      await Deno.mkdir(`${folder}/${id}`);
      const record = {
        formatVersion: 1,
        id,
        experiment: "demo",
        status: "finished",
        startedAtMs: at,
        endedAtMs: at,
        params: {},
        environment: {},
        summary: {},
      };
      await Deno.writeTextFile(
        `${folder}/${id}/run.json`,
        JSON.stringify(record),
      );
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const IDS = [
  "20261122-100000-aaaa",
  "20261123-100000-bbbb",
  "20261123-110000-cccc",
];

Deno.test("findRun() takes an id, a unique beginning, the last signs, or latest", () =>
  withRuns(IDS, async (folder) => {
    for (
      const [name, id] of [
        [IDS[1]!, IDS[1]],
        ["20261122", IDS[0]],
        ["bbbb", IDS[1]],
        ["latest", IDS[2]],
      ] as const
    ) {
      assert.equal((await findRun(folder, name)).record.id, id);
    }
  }));

Deno.test("findRun() names the runs that an ambiguous beginning fits", () =>
  withRuns(IDS, async (folder) => {
    await assert.rejects(
      findRun(folder, "20261123"),
      new InputError(
        'Run "20261123" is ambiguous: 20261123-110000-cccc, ' +
          "20261123-100000-bbbb begin or end with it",
      ),
    );
  }));

Deno.test("findRun() names the closest runs of an unknown id", () =>
  withRuns(IDS, async (folder) => {
    await assert.rejects(
      findRun(folder, "20261123-100000-bbdb"),
      (error: Error) =>
        error instanceof InputError &&
        error.message.startsWith(
          'Unknown run "20261123-100000-bbdb": the closest are 20261123-100000-bbbb,',
        ),
    );
  }));

Deno.test("findRun() says so where there is no run at all", () =>
  withRuns([], async (folder) => {
    await assert.rejects(
      findRun(folder, "latest"),
      new InputError(`${folder} holds no runs`),
    );
  }));
