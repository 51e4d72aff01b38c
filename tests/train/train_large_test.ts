import assert from "node:assert/strict";

const EVENTS = 20_000_000;
const MOST_BYTES = 3e9;

Deno.test("train() learns from 20 million events on disk with less than 3 GB in all", async () => {
  const folder = await Deno.makeTempDir();
  const script = new URL("train_large.ts", import.meta.url).pathname;
  try {
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args: ["run", "-A", "--no-check", script, String(EVENTS), folder],
      },
    ).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    const line = new TextDecoder().decode(stdout).trim().split("\n").at(-1)!;
    const { epoch, targets, peakBytes } = JSON.parse(line);
    assert.equal(epoch, 1);
    // Of sessions of twenty events the first is none.
    assert.equal(targets, EVENTS * 19 / 20);
    assert.ok(peakBytes < MOST_BYTES, `${peakBytes} bytes`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
