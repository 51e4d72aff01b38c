import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { csvHeader } from "../../src/sql/csv_header.ts";
import { inFolder } from "./parity.ts";

Deno.test("csvHeader() reads the first row alone, plain or gzip", () =>
  inFolder(async (folder) => {
    const text = `\uFEFFid;"a;b";id\r\n1;2;3\n`;
    const names = ["id", "a;b", "id (3)"];
    const path = `${folder}/events.csv`;
    await Deno.writeTextFile(path, text);
    const separator = ";";
    assert.deepEqual(await csvHeader(path, { separator, gzip: false }), names);
    await Deno.writeFile(path, gzipSync(text));
    assert.deepEqual(await csvHeader(path, { separator, gzip: true }), names);
  }));
