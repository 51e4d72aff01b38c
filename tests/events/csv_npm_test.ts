import assert from "node:assert/strict";
import { parse } from "../../src/events/csv_npm.ts";

Deno.test("parse() reads quotes, line breaks and short rows, not blank lines", () => {
  const text = 'a;b\r\n1;"x ""y"";\nz"\r\n\r\n3\r\n';
  assert.deepEqual(parse(text, { separator: ";" }), [
    ["a", "b"],
    ["1", 'x "y";\nz'],
    ["3"],
  ]);
});

Deno.test("parse() throws where quotes are out of order", () => {
  assert.throws(() => parse('a,b\n1,"2\n', { separator: "," }));
  assert.throws(() => parse('a,b\n1,2"2\n', { separator: "," }));
});
