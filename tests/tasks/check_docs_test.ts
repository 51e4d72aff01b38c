import assert from "node:assert/strict";
import { checkDocs } from "../../tasks/check_docs.ts";

const GOOD = `import { createHash, type Hash } from "node:crypto";
/** A digest that goes on. */
export function begin(): Hash {
  return createHash("sha256");
}
`;

const BAD = `interface Size {
  readonly items: number;
}
/** How large it is. */
export function sizeOf(items: number): Size {
  return { items };
}
export const limit: number = 3;
/** As it is. */
export function same(value: number) {
  return value;
}
`;

Deno.test("checkDocs() finds what is undocumented, untyped or private, but no types of packages", async () => {
  const project = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${project}/src/room`, { recursive: true });
    await Deno.writeTextFile(`${project}/src/room/good.ts`, GOOD);
    await Deno.writeTextFile(`${project}/src/room/bad.ts`, BAD);
    assert.deepEqual((await checkDocs(project)).sort(), [
      "src/room/bad.ts:10: exported function is missing an explicit return type annotation",
      "src/room/bad.ts:5: public type 'sizeOf' references private type 'Size'",
      "src/room/bad.ts:8: exported symbol is missing JSDoc documentation",
    ]);
  } finally {
    await Deno.remove(project, { recursive: true });
  }
});
