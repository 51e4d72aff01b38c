import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { retry } from "../../src/objects/retry.ts";
import { StoreUnreachable } from "../../src/objects/store_unreachable.ts";

const away = () => new StoreUnreachable("away");

Deno.test("retry() tries again where the store is unreachable", async () => {
  let tries = 0;
  const work = () => {
    if (++tries < 3) throw away();
    return Promise.resolve("done");
  };
  assert.equal(await retry(work, { pauseMs: 1 }), "done");
  assert.equal(tries, 3);
});

Deno.test("retry() gives up after so many failures in a row", async () => {
  let tries = 0;
  const work = () => {
    tries++;
    return Promise.reject(away());
  };
  await assert.rejects(retry(work, { attempts: 3, pauseMs: 1 }), {
    name: "StoreUnreachable",
  });
  assert.equal(tries, 3);
});

Deno.test("retry() counts anew when the work got further", async () => {
  let tries = 0;
  const work = (gotFurther: () => void) => {
    if (++tries === 10) return Promise.resolve(tries);
    gotFurther();
    return Promise.reject(away());
  };
  assert.equal(await retry(work, { attempts: 2, pauseMs: 1 }), 10);
});

Deno.test("retry() throws other errors at once", async () => {
  let tries = 0;
  const work = () => {
    tries++;
    return Promise.reject(new InputError("wrong key"));
  };
  await assert.rejects(retry(work), { message: "wrong key" });
  assert.equal(tries, 1);
});
