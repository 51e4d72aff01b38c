import assert from "node:assert/strict";

const PROGRAM = `
import { muteStderr } from "./src/tensor/mute_stderr.ts";
await muteStderr(async () => {
  Deno.stderr.writeSync(new TextEncoder().encode("muted\\n"));
});
await muteStderr(() => Promise.reject(new Error("inside"))).catch((error) =>
  console.error(error.message)
);
console.error("heard");
`;

Deno.test({
  name: "muteStderr() mutes while the work goes on, and no longer",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", PROGRAM],
      cwd: new URL("../..", import.meta.url),
    }).output();
    const text = new TextDecoder().decode(stderr);
    assert.equal(text.trim(), "inside\nheard");
  },
});
