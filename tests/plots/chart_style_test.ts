import assert from "node:assert/strict";
import { escapeText } from "../../src/plots/chart_style.ts";

Deno.test("escapeText() leaves nothing that would be markup", () => {
  assert.equal(escapeText('<a b="&">'), "&lt;a b=&quot;&amp;&quot;>");
});
