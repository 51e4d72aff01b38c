import assert from "node:assert/strict";
import { apiPageFiles } from "../../../src/serve/routes/api_page_files.ts";

Deno.test("apiPageFiles() gives the files of the page, and no others", async () => {
  const app = apiPageFiles();
  const css = await app.request("/api-page/swagger-ui.css");
  assert.equal(css.headers.get("content-type"), "text/css; charset=utf-8");
  assert.match(await css.text(), /swagger-ui/);
  for (const other of ["package.json", "constructor", "__proto__"]) {
    assert.equal((await app.request(`/api-page/${other}`)).status, 404);
  }
});
