import assert from "node:assert/strict";
import { apiPage } from "../../src/serve/api_page.ts";

Deno.test("apiPage() asks nothing of other hosts", () => {
  const page = apiPage("nextcart inference");
  assert.match(page, /<title>nextcart inference<\/title>/);
  assert.doesNotMatch(page, /https?:\/\//);
});
