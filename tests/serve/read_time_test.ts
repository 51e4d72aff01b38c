import assert from "node:assert/strict";
import { readTime } from "../../src/serve/read_time.ts";

const NOON = Date.UTC(2026, 0, 1, 12);

for (
  const [text, timeMs] of [
    ["2026-01-01T12:00:00Z", NOON],
    ["2026-01-01 12:00:00 UTC", NOON],
    ["2026-01-01T13:00:00+01:00", NOON],
    ["2026-01-01 13:00+0100", NOON],
    ["2026-01-01T12:00:00.250", NOON + 250],
    ["2026-01-01 12:00:00", NOON],
    ["2026-01-01", Date.UTC(2026, 0, 1)],
  ] as const
) {
  Deno.test(`readTime() reads ${text}`, () => {
    assert.equal(readTime(text, "iso"), timeMs);
  });
}

Deno.test("readTime() takes a time without a zone for UTC, wherever the server stands", async () => {
  const module = new URL("../../src/serve/read_time.ts", import.meta.url);
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--no-check",
      `import { readTime } from "${module}";
      console.log(readTime("2026-01-01 12:00:00", "iso"));`,
    ],
    env: { TZ: "Europe/Prague", NO_COLOR: "1" },
  }).output();
  assert.equal(Number(new TextDecoder().decode(stdout)), NOON);
});

Deno.test("readTime() reads numbers since the epoch, as texts too", () => {
  assert.equal(readTime(NOON / 1000, "epoch_s"), NOON);
  assert.equal(readTime(String(NOON / 1000), "epoch_s"), NOON);
  assert.equal(readTime(NOON, "epoch_ms"), NOON);
  assert.equal(readTime(NOON, "%Y-%m-%d"), NOON);
  assert.equal(readTime("2026-01-01T12:00:00Z", "epoch_ms"), NOON);
});

Deno.test("readTime() does not guess: days and months could be mistaken", () => {
  for (const text of ["03/04/2026", "1 Jan 2026", "soon", "", "2026-13-01"]) {
    assert.equal(readTime(text, "iso"), undefined);
  }
  assert.equal(readTime(true, "iso"), undefined);
  for (const text of ["soon", ""]) {
    assert.equal(readTime(text, "epoch_ms"), undefined);
  }
});
