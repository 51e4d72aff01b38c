import assert from "node:assert/strict";
import { progressBar } from "../../src/terminal/progress_bar.ts";

function collect() {
  const texts: string[] = [];
  return { texts, write: (text: string) => void texts.push(text) };
}

Deno.test("progressBar() prints a plain line per tenth where there is no terminal", () => {
  const { texts, write } = collect();
  let clock = 0;
  const bar = progressBar({
    total: 100,
    label: "epoch 1/5",
    write,
    isTerminal: false,
    now: () => clock,
  });
  for (let done = 1; done <= 100; done++) {
    clock += 1000;
    bar.update({ done, rate: 2000, loss: 3 });
  }
  bar.finish("epoch 1/5 done");
  assert.equal(texts.length, 11);
  assert.equal(
    texts[3],
    "epoch 1/5: 40 %, 2,000 events/s, loss 3.0000, 1:00 left\n",
  );
  assert.equal(texts[10], "epoch 1/5 done\n");
  assert.ok(texts.every((text) => !text.includes("\x1b")));
});

Deno.test("progressBar() prints no line of a task that is soon over", () => {
  const { texts, write } = collect();
  let clock = 0;
  const bar = progressBar({
    total: 10,
    label: "epoch 1/5",
    write,
    isTerminal: false,
    now: () => clock,
  });
  for (let done = 1; done <= 10; done++) {
    clock += 400;
    bar.update({ done });
  }
  assert.deepEqual(texts, []);
});

Deno.test("progressBar() draws a terminal at most ten times a second", () => {
  const { texts, write } = collect();
  let clock = 0;
  const bar = progressBar({
    total: 1000,
    label: "train",
    write,
    isTerminal: true,
    now: () => clock,
  });
  for (let done = 1; done <= 1000; done++) {
    bar.update({ done });
    clock += 1;
  }
  assert.equal(texts.length, 10);
  assert.ok(texts.every((text) => text.startsWith("\r\x1b[2K")));
});

Deno.test("progressBar() reckons the time left of a resumed task by its own pace", () => {
  const { texts, write } = collect();
  let clock = 0;
  const bar = progressBar({
    total: 100,
    label: "train",
    write,
    isTerminal: false,
    done: 80,
    now: () => clock,
  });
  clock = 10_000;
  bar.update({ done: 90 });
  assert.deepEqual(texts, ["train: 90 %, 0:10 left\n"]);
});

Deno.test("finish() clears the bar and leaves the text in its place", () => {
  const { texts, write } = collect();
  const bar = progressBar({
    total: 1,
    label: "train",
    write,
    isTerminal: true,
  });
  bar.finish("loss 3.2");
  bar.finish();
  assert.deepEqual(texts, ["\r\x1b[2Kloss 3.2\n", "\r\x1b[2K"]);
});
