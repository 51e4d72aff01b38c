import assert from "node:assert/strict";
import { TimeLimit } from "../../src/serve/time_limit.ts";

const later = <T>(value: T, ms: number) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

Deno.test("TimeLimit gives what comes in time, and rejects what does not", async () => {
  const limit = new TimeLimit(60, () => new Error("late"));
  const slow = later("slow", 150);
  const first = limit.keep(slow);
  const settling = Promise.allSettled([
    first,
    limit.keep(Promise.reject(new Error("no"))),
    limit.keep(later("quick", 20)),
  ]);
  await later(undefined, 20);
  const second = limit.keep(slow);
  const settled = await settling;
  assert.deepEqual(
    settled.map((it) =>
      it.status === "fulfilled" ? it.value : it.reason.message
    ),
    ["late", "no", "quick"],
  );
  await assert.rejects(second, { message: "late" });
  await slow;
});

Deno.test("TimeLimit lets each take as long, however many there are", async () => {
  const limit = new TimeLimit(80, () => new Error("late"));
  const works = Array.from(
    { length: 200 },
    (_, at) => limit.keep(later(at, at % 2 === 0 ? 5 : 200)),
  );
  const settled = await Promise.allSettled(works);
  assert.ok(
    settled.every(({ status }, at) =>
      (status === "fulfilled") === (at % 2 === 0)
    ),
  );
  await later(undefined, 150);
});
