import assert from "node:assert/strict";
import { htmlPage } from "../../src/plots/html_page.ts";

Deno.test("htmlPage() takes its title for text and its body for HTML", () => {
  const html = htmlPage("a < b", "<p>here</p>");
  assert.match(html, /^<!doctype html>\n<html lang="en">/);
  assert.match(html, /<title>a &lt; b<\/title>/);
  assert.match(html, /\n<p>here<\/p>\n<\/html>\n$/);
});
