import assert from "node:assert/strict";
import { readEnvironment } from "../src/environment.ts";

Deno.test("readEnvironment() sees NO_COLOR", () => {
  const before = Deno.env.get("NO_COLOR");
  try {
    Deno.env.set("NO_COLOR", "1");
    assert.equal(readEnvironment().noColor, true);
    Deno.env.delete("NO_COLOR");
    assert.equal(readEnvironment().noColor, false);
  } finally {
    if (before !== undefined) Deno.env.set("NO_COLOR", before);
  }
});

Deno.test("readEnvironment() takes MySQL's credentials, and nothing for what is unset", () => {
  const names = ["MYSQL_HOST", "MYSQL_PASSWORD", "MYSQL_PORT"] as const;
  const before = names.map((name) => Deno.env.get(name));
  try {
    Deno.env.set("MYSQL_HOST", "db");
    Deno.env.set("MYSQL_PASSWORD", "");
    Deno.env.delete("MYSQL_PORT");
    const { host, password, port } = readEnvironment().mysql;
    assert.deepEqual({ host, password, port }, {
      host: "db",
      password: "",
      port: undefined,
    });
  } finally {
    names.forEach((name, at) => {
      const value = before[at];
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    });
  }
});
