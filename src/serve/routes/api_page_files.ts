import { Hono } from "hono";
import type { ServeEnv } from "../serve_env.ts";

/** Files of Swagger UI, by name, and their types. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["swagger-ui.css", "text/css; charset=utf-8"],
  ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
]);

/** What the page of the API needs, from the npm package. */
export function apiPageFiles(): Hono<ServeEnv> {
  const app = new Hono<ServeEnv>();
  app.get("/api-page/:file", async (c, next) => {
    const file = c.req.param("file");
    const type = TYPES.get(file);
    if (type === undefined) return await next();
    const path = new URL(import.meta.resolve(`swagger-ui-dist/${file}`));
    return c.body(await Deno.readFile(path), 200, {
      "content-type": type,
      "cache-control": "max-age=86400",
    });
  });
  return app;
}
