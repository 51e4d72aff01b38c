import assert from "node:assert/strict";
import { runCommand } from "../../../src/setup/run_command.ts";
import { RAY } from "../../launch/ray/local_ray.ts";

const ss = await runCommand("ss", ["-Hltnp"]);
if (RAY !== undefined && ss === undefined) {
  console.warn("Where Ray listens is not looked at, as there is no ss");
}

Deno.test({
  name: "startRay() lets Ray listen on the loopback interface alone",
  ignore: RAY === undefined || ss === undefined,
  async fn() {
    const own = await processTree(RAY!.pid);
    const sockets = ss!.output.split("\n")
      .filter((line) => own.has(Number(/\bpid=(\d+)/.exec(line)?.[1])))
      .map((line) => line.split(/\s+/)[3]!);
    assert.ok(sockets.some((it) => it.endsWith(`:${RAY!.port}`)));
    for (const socket of sockets) {
      assert.match(socket, /^(127\.0\.0\.1|\[::ffff:127\.0\.0\.1\]):\d+$/);
    }
  },
});

/** A process and all below it. */
async function processTree(root: number): Promise<ReadonlySet<number>> {
  const { output } = (await runCommand("ps", ["-eo", "pid=,ppid="]))!;
  const parents = output.split("\n").map((line) =>
    line.trim().split(/\s+/).map(Number)
  );
  const tree = new Set([root]);
  // A child's number may be lower than its parent's.
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const [pid, parent] of parents) {
      if (tree.has(parent!)) tree.add(pid!);
    }
  }
  return tree;
}
