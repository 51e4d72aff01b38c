import assert from "node:assert/strict";
import { MlflowError } from "../../../src/track/mlflow/mlflow_error.ts";
import { RunSender } from "../../../src/track/mlflow/run_sender.ts";

Deno.test("RunSender sends one run at a time, and again what changes meanwhile", async () => {
  const sent: string[] = [];
  let active = 0;
  const sender: RunSender = new RunSender({
    async push(folder) {
      assert.equal(++active, 1);
      await new Promise((resolve) => setTimeout(resolve));
      if (sent.length === 0) sender.touch("a");
      sent.push(folder);
      active--;
      return "sent";
    },
    onFailure: assert.fail,
  });
  for (const folder of ["a", "b", "b"]) sender.touch(folder);
  assert.deepEqual(await sender.flush(), []);
  assert.deepEqual(sent, ["a", "b", "a"]);
});

Deno.test("RunSender sends what another process was busy with", async () => {
  const answers = ["busy", "busy", "sent"] as const;
  let tries = 0;
  const sender = new RunSender({
    push: () => Promise.resolve(answers[tries++]!),
    onFailure: assert.fail,
  });
  sender.touch("a");
  assert.deepEqual(await sender.flush(), []);
  assert.equal(tries, 3);
});

Deno.test("RunSender rests after a failure, tells one, and flush() tries once more", async () => {
  const messages: string[] = [];
  let tries = 0;
  let isAway = true;
  const sender = new RunSender({
    push: () => {
      tries++;
      if (isAway) throw new MlflowError(`away ${tries}`, { status: 0 });
      return Promise.resolve("sent");
    },
    onFailure: (message) => messages.push(message),
  });
  sender.touch("a");
  assert.deepEqual(await sender.flush(), ["a"]);
  sender.touch("b");
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(tries, 2);
  isAway = false;
  assert.deepEqual(await sender.flush(), []);
  assert.equal(tries, 4);
  assert.deepEqual(messages, ["away 1"]);
});
