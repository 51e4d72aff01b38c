import assert from "node:assert/strict";
import { isLost } from "../../src/mysql/is_lost.ts";

Deno.test("isLost() tells what another attempt may mend", () => {
  const error = (code: string) => Object.assign(new Error(), { code });
  assert.equal(isLost(error("ECONNRESET")), true);
  assert.equal(isLost(error("ER_LOCK_DEADLOCK")), true);
  assert.equal(isLost(error("ER_ACCESS_DENIED_ERROR")), false);
  assert.equal(isLost(new Error("ECONNRESET")), false);
  assert.equal(isLost(undefined), false);
});
