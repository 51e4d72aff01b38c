import assert from "node:assert/strict";
import fc from "fast-check";
import { findBrokenRow } from "../../src/events/find_broken_row.ts";

const find = (text: string) => findBrokenRow([text], { separator: "," });

Deno.test("findBrokenRow() finds a quote that is never closed, where it opens", async () => {
  assert.deepEqual(await find('a,b\n1,2\n3,"4\n5,6\n'), {
    row: 3,
    reason: "a quote is never closed",
  });
});

Deno.test("findBrokenRow() takes a byte order mark for no part of the first field", async () => {
  assert.deepEqual(await find('\uFEFF"a",b\n1,2,3\n'), {
    row: 2,
    reason: "more than 2 fields, as many as there are columns are wanted",
  });
});

Deno.test("findBrokenRow() finds text around a quoted field", async () => {
  assert.deepEqual(await find('a,b\n"x"y,2\n'), {
    row: 2,
    reason: '"y" after a closing quote, a separator is wanted',
  });
  assert.deepEqual(await find('a,b\n1,2\nx"y,2\n'), {
    row: 3,
    reason: "a quote within a field that does not begin with one",
  });
});

Deno.test("findBrokenRow() finds a row with more fields than the first", async () => {
  assert.deepEqual(await find("a,b\n1,2\n\n1\n1,2,3\n"), {
    row: 5,
    reason: "more than 2 fields, as many as there are columns are wanted",
  });
});

Deno.test("findBrokenRow() finds nothing in what RFC 4180 allows", async () => {
  const field = fc.string().map((text) => `"${text.replaceAll('"', '""')}"`);
  const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }));
  await fc.assert(fc.asyncProperty(table, fc.nat(9), async (rows, cut) => {
    const text = rows.map((row) => row.join(",")).join("\r\n");
    const chunks = [text.slice(0, cut), text.slice(cut)];
    assert.equal(await findBrokenRow(chunks, { separator: "," }), undefined);
  }));
});
