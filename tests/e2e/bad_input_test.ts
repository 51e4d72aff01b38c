import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { cli, type CliResult, filesUnder, inTempFolder } from "./cli.ts";
import { csvPreset } from "./csv_preset.ts";

const HEADER = "session,time,item,price\n";

/** Fifty sessions of two events each. */
const ROWS = Array.from(
  { length: 50 },
  (_, session) =>
    `s${session},${1000 + session},a${session % 5},1\n` +
    `s${session},${2000 + session},a${(session + 1) % 5},2\n`,
);

const PRESET = csvPreset({ numbers: { price: "price" } });

/** Asserts exit code 2 and one line on what is wrong, without a stack. */
function assertOneLine(result: CliResult, message: RegExp): void {
  assert.equal(result.code, 2, result.stderr);
  const errors = result.stderr.split("\n").filter((it) => /error/i.test(it));
  assert.equal(errors.length, 1, result.stderr);
  assert.match(errors[0]!, message);
  assert.equal(result.stderr.trimEnd().split("\n").at(-1), errors[0]);
  assert.doesNotMatch(result.stderr, /^\s+at /m);
}

const COMMANDS: Record<string, [string[], RegExp]> = {
  "an unknown stage": [
    ["trian"],
    /^error: Unknown stage "trian": one of .*prepare, .+ is wanted$/,
  ],
  "no stage": [[], /^error: Unknown stage "": one of .+ is wanted$/],
  "an unknown flag": [["train", "--epoch", "3"], /^error: Unknown option/],
  "an unexpected word": [["train", "demo"], /^error: Unexpected word "demo"$/],
  "an unknown preset": [
    ["train", "--preset", "dmo"],
    /^error: Unknown preset "dmo": one of amazon, .+, demo, .+ is wanted, or a file /,
  ],
  "an absent preset file": [
    ["train", "--preset", "absent.json"],
    /^error: absent\.json cannot be read$/,
  ],
  "an unknown key": [
    ["train", "--set", "train.epoch=3"],
    /^error: Parameter train\.epoch is unknown$/,
  ],
  "a value out of range": [
    ["train", "--set", "train.epochs=0"],
    /^error: Parameter train\.epochs: .+$/,
  ],
  "a metric that is not measured": [
    ["train", "--set", "evaluate.metric=mrr@7"],
    /^error: Parameter evaluate\.metric: its cut-off is not among/,
  ],
  "products that are not loaded": [
    ["load", "--products", "products.csv"],
    /^error: --products wants --parts products$/,
  ],
  "products from two places": [
    [
      ...["load", "--parts", "products", "--products", "products.csv"],
      ...["--features", "brand"],
    ],
    /^error: --parts products: either --products FILE or --features NAME,… is wanted$/,
  ],
  "a file where a store is wanted": [
    ["publish", "--to", "README.md"],
    /^error: README\.md\/datasets\/.* cannot be listed: a file is where a folder is wanted$/,
  ],
  "requests and events to compare": [
    ["drift", "--served", "requests.jsonl", "--current", "today.csv"],
    /^error: --served and --current: one of them is wanted$/,
  ],
  "an unknown backend": [["train", "--backend", "abacus"], /^error: .*abacus/],
};

/** What is wrong is told before a server is asked. */
const NOWHERE = {
  MYSQL_HOST: "127.0.0.1",
  MYSQL_PORT: "1",
  MYSQL_USER: "none",
  MYSQL_PASSWORD: "none",
  MYSQL_DATABASE: "none",
};

for (const [name, [args, message]] of Object.entries(COMMANDS)) {
  Deno.test(`the command line with ${name} gets one line and exit code 2`, async () => {
    assertOneLine(await cli(args, NOWHERE), message);
  });
}

interface BadFile {
  readonly content: string | Uint8Array;
  readonly message: RegExp;
  readonly set?: string;
}

const FILES: Record<string, BadFile> = {
  "without a column": {
    content: ROWS.join("").replace(/^/, "session,time,product,price\n"),
    message: /^error: .*events\.csv: .*"?item"?/,
  },
  "with a broken row": {
    content: HEADER + ROWS[0] + 's1,1,"a\n' + ROWS.slice(1).join(""),
    message: /^error: .*events\.csv.*row 4/,
  },
  "with text where a number belongs": {
    content: HEADER + ROWS.join("") + "s9,99,a1,cheap\n",
    message: /^error: .*events\.csv, row 102: price is "cheap", a number/,
  },
  "that is empty": { content: "", message: /^error: .*events\.csv/ },
  "of which no session is left": {
    content: HEADER + ROWS.join(""),
    message:
      /^error: No session is left after cleaning: step sessionEvents dropped/,
    set: "prepare.minSessionEvents=9",
  },
};

for (const [name, { content, message, set }] of Object.entries(FILES)) {
  Deno.test(`train on a file ${name} gets one line, and leaves nothing behind`, () =>
    inTempFolder(async (folder) => {
      const preset = `${folder}/shop.json`;
      const input = `${folder}/events.csv`;
      await Deno.writeTextFile(preset, JSON.stringify(PRESET));
      await Deno.writeTextFile(input, content as string);
      const result = await trainIn(folder, [
        "--preset",
        preset,
        "--input",
        input,
        ...(set === undefined ? [] : ["--set", set]),
      ]);
      assertOneLine(result, message);
      assert.deepEqual(filesUnder(folder), ["events.csv", "shop.json"]);
    }));
}

Deno.test("train on truncated Parquet gets one line, and leaves nothing behind", () =>
  inTempFolder(async (folder) => {
    const input = `${folder}/events.parquet`;
    pl.DataFrame({ session_id: ["a", "a"], product_id: ["x", "y"] })
      .writeParquet(input);
    await Deno.truncate(input, 100);
    const result = await trainIn(folder, [
      "--preset",
      "thesis",
      "--input",
      input,
    ]);
    assertOneLine(result, /^error: .*events\.parquet/);
    assert.deepEqual(filesUnder(folder), ["events.parquet"]);
  }));

Deno.test("train leaves a good dataset as it was where the new events are bad", () =>
  inTempFolder(async (folder) => {
    const preset = `${folder}/shop.json`;
    const input = `${folder}/events.csv`;
    await Deno.writeTextFile(preset, JSON.stringify(PRESET));
    await Deno.writeTextFile(input, HEADER + ROWS.join(""));
    const flags = ["--preset", preset, "--input", input, "--data"];
    const data = `${folder}/data`;
    const good = await cli(["prepare", ...flags, data]);
    assert.equal(good.code, 0, good.stderr);
    const report = await Deno.readTextFile(`${data}/report.json`);
    await Deno.writeTextFile(input, "nothing");
    assertOneLine(await cli(["prepare", ...flags, data]), /events\.csv/);
    assert.equal(await Deno.readTextFile(`${data}/report.json`), report);
  }));

function trainIn(folder: string, flags: string[]): Promise<CliResult> {
  return cli([
    "train",
    "--data",
    `${folder}/data`,
    "--runs",
    `${folder}/runs`,
    ...flags,
  ]);
}
