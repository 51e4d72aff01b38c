import assert from "node:assert/strict";
import { findWebGpu } from "../../src/setup/webgpu.ts";

const adapter = await navigator.gpu?.requestAdapter();

Deno.test({
  name: "findWebGpu() names the adapter",
  ignore: !adapter,
  async fn() {
    const installed = await findWebGpu();
    assert.equal(installed.backend, "webgpu");
    assert.equal(
      installed.device,
      adapter!.info.isFallbackAdapter ? "cpu" : "gpu",
    );
    assert.ok(installed.source.includes(adapter!.info.description));
  },
});

Deno.test({
  name: "findWebGpu() says that there is no adapter",
  ignore: !!adapter,
  async fn() {
    await assert.rejects(findWebGpu(), {
      name: "InputError",
      message: /no adapter was found/,
    });
  },
});
