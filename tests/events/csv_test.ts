import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { InputError } from "../../src/errors.ts";
import { csvSource, type CsvSourceOptions } from "../../src/events/csv.ts";
import { inFolder } from "./in_folder.ts";

type CsvParams = CsvSourceOptions["params"];

const params: CsvParams = {
  format: "csv",
  separator: ",",
  nulls: [],
  columns: {
    session: "s",
    time: { column: "t", format: "epoch_ms" },
    item: "i",
    categories: { brand: "b" },
    numbers: { price: "p" },
    keys: {},
  },
};

/** Reads both ways: as text, and by Polars. */
async function readBoth(path: string, changes: Partial<CsvParams> = {}) {
  const options = { ...params, ...changes };
  const small = csvSource(path, { params: options, largeBytes: Infinity });
  const large = csvSource(path, { params: options, largeBytes: 0 });
  const [a, b] = [await small.read(), await large.read()];
  assert.deepEqual(a.frame.schema, b.frame.schema);
  assert.deepEqual(a.frame.toRecords(), b.frame.toRecords());
  assert.deepEqual(a.dropped, b.dropped);
  return { rows: a.frame.toRecords(), dropped: a.dropped };
}

/** What both ways say is wrong, with the folder cut off. */
async function errorsOf(path: string, changes: Partial<CsvParams> = {}) {
  const errors = [];
  for (const largeBytes of [Infinity, 0]) {
    const options = { params: { ...params, ...changes }, largeBytes };
    const error = await csvSource(path, options).read().catch((it) => it);
    assert.ok(error instanceof InputError, String(error));
    errors.push(error.message.replace(/^.*\//, ""));
  }
  return [...new Set(errors)];
}

const ROW = { session: "v", time: 5, item: "x", brand: "m", price: 1.5 };

Deno.test("csvSource() reads RFC 4180, a byte order mark and CRLF, plain and gzip", async () => {
  const text = '\uFEFFs,t,i,b,p\r\nv,5,x,m,1.5\r\n"v",6,"x,""y""","m\nn",\r\n';
  await inFolder({ "a.csv": text, "a.csv.gz": text }, async (folder) => {
    for (const name of ["a.csv", "a.csv.gz"]) {
      const { rows } = await readBoth(`${folder}/${name}`);
      assert.deepEqual(rows, [
        ROW,
        { session: "v", time: 6, item: 'x,"y"', brand: "m\nn", price: null },
      ]);
    }
  });
});

Deno.test("csvSource() reads other separators, files without header and words for missing", async () => {
  const header = ["s", "t", "i", "b", "p"];
  await inFolder({ "a.tsv": "v\t5\tx\tNA\t1.5\n" }, async (folder) => {
    const changes = { separator: "\t", header, nulls: ["NA", "-"] };
    const { rows } = await readBoth(`${folder}/a.tsv`, changes);
    assert.deepEqual(rows, [{ ...ROW, brand: null }]);
  });
});

Deno.test("csvSource() reads short rows, drops what is no event, ignores blank lines", async () => {
  const text = 's,t,i,b,p\nv,5,x,m,1.5\n\nv,6,x\n,7,x,m,1\nv,8,"",m,1\nv\n';
  await inFolder({ "a.csv": text }, async (folder) => {
    const { rows, dropped } = await readBoth(`${folder}/a.csv`);
    assert.deepEqual(rows, [ROW, {
      ...ROW,
      time: 6,
      brand: null,
      price: null,
    }]);
    assert.deepEqual(dropped, {
      "missing session": 1,
      "missing time": 1,
      "missing item": 1,
    });
  });
});

Deno.test("csvSource() gives the same frame small and large, whatever the texts", async () => {
  const text = fc.string({ unit: "grapheme" })
    .filter((it) => !it.includes("\r") && !it.includes("\uFEFF"));
  const rows = fc.array(fc.tuple(text, fc.integer(), text, text), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      const quote = (value: unknown) =>
        `"${String(value).replaceAll('"', '""')}"`;
      const lines = rows.map((row) => `${row.map(quote).join(",")},1`);
      // The first row makes sure that there is an event.
      const content = `s,t,i,b,p\nv,5,x,m,1.5\n${lines.join("\n")}\n`;
      await inFolder({ "a.csv": content }, async (folder) => {
        await readBoth(`${folder}/a.csv`);
      });
    }),
    { numRuns: 50 },
  );
});

Deno.test("csvSource() says in one line what is wrong, small or large", async () => {
  const cases: [string, string][] = [
    ["s,t,i,p\nv,5,x,1\n", 'column "b" is missing, there are s, t, i, p'],
    [
      "s,t,i,b,p\nv,5,x,m,1\nv,5,x,m,cheap\n",
      'row 3: p is "cheap", a number is wanted',
    ],
    [
      "s,t,i,b,p\nv,noon,x,m,1\n",
      'row 2: t is "noon", a time (epoch_ms) is wanted',
    ],
    [
      "s,t,i,b,p\nv,5,x,m,1\nv,5,x,m,1,1\n",
      "row 3: more than 5 fields, as many as there are columns are wanted",
    ],
    ['s,t,i,b,p\nv,5,x,m,1\nv,5,"x,m,1\n', "row 3: a quote is never closed"],
    [
      's,t,i,b,p\n"v"w,5,x,m,1\n',
      'row 2: "w" after a closing quote, a separator is wanted',
    ],
    ["", "is empty"],
    ["s,t,i,b,p\n", "holds no events"],
    ["s,t,i,b,p\n,1,x,m,1\n", "holds no events (1 rows: missing session)"],
  ];
  for (const [content, reason] of cases) {
    await inFolder({ "a.csv": content }, async (folder) => {
      const [error, ...others] = await errorsOf(`${folder}/a.csv`);
      assert.deepEqual(others, []);
      const joint = reason.startsWith("row")
        ? ", "
        : /^column/.test(reason)
        ? ": "
        : " ";
      assert.equal(error, `a.csv${joint}${reason}`);
    });
  }
});

Deno.test("csvSource() says what is wrong with files as such", async () => {
  const whole = gzipSync(Buffer.from("s,t,i,b,p\n" + "v,5,x,m,1\n".repeat(99)));
  const files = {
    "cut.csv": whole.subarray(0, whole.length - 20),
    "latin.csv": new Uint8Array([...Buffer.from("s,t,i,b,p\nv,5,"), 0xe9, 10]),
    "is.csv": "PAR1....",
    "zip.csv": "PK\x03\x04",
    "short.csv": "v,5,x\n",
  };
  await inFolder(files, async (folder) => {
    const errors = async (name: string, changes = {}) =>
      await errorsOf(`${folder}/${name}`, changes);
    const header = ["s", "t", "i", "b", "p"];
    assert.deepEqual(
      [
        ...await errors("cut.csv"),
        ...await errors("latin.csv"),
        ...await errors("is.csv"),
        ...await errors("zip.csv"),
        ...await errors("none.csv"),
        ...await errors("short.csv", { header }),
      ],
      [
        "cut.csv is cut off or damaged",
        "latin.csv is not UTF-8 text",
        "is.csv is a Parquet file, text (plain or gzip) is wanted",
        "zip.csv is a zip archive, text (plain or gzip) is wanted",
        "none.csv does not exist",
        "short.csv, row 1: 3 fields, 5 are wanted (s, t, i, b, p)",
      ],
    );
    const [error] = await errorsOf(folder);
    assert.match(error!, /is a folder, a file is wanted$/);
  });
});

Deno.test("csvSource() digests content and meaning", async () => {
  await inFolder(
    { "a.csv": "1", "b.csv": "1", "c.csv": "2" },
    async (folder) => {
      const digest = (name: string, separator = ",") =>
        csvSource(`${folder}/${name}.csv`, { params: { ...params, separator } })
          .digest();
      assert.match(await digest("a"), /^[0-9a-f]{64}$/);
      assert.equal(await digest("a"), await digest("b"));
      assert.notEqual(await digest("a"), await digest("c"));
      assert.notEqual(await digest("a"), await digest("a", ";"));
      await assert.rejects(digest("d"), InputError);
    },
  );
});
