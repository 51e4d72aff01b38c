import assert from "node:assert/strict";
import { baseOf, standInText } from "../../../tasks/images/stand_in.ts";

Deno.test("baseOf() finds the image that a Dockerfile starts from", () => {
  assert.equal(baseOf("# FROM x\nFROM debian:12 AS a\nFROM a\n"), "debian:12");
  assert.equal(
    baseOf("FROM --platform=linux/amd64 python:3.12\n"),
    "python:3.12",
  );
  assert.throws(() => baseOf("RUN true\n"), { message: /has no FROM/ });
});

Deno.test("standInText() adds packages and programs to a base", () => {
  const paths = ["/usr/bin/deno"];
  assert.equal(
    standInText("debian", { packages: [], paths }),
    "FROM debian\nCOPY --chmod=755 file-0 /usr/bin/deno\n",
  );
  assert.match(
    standInText("debian", { packages: ["python3", "php"], paths: [] }),
    /^FROM debian\nRUN .+ install .+ python3 php && rm .+\n$/,
  );
});
