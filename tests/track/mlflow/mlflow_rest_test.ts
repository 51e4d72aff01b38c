import assert from "node:assert/strict";
import { z } from "zod";
import { InputError } from "../../../src/errors.ts";
import { MlflowError } from "../../../src/track/mlflow/mlflow_error.ts";
import {
  MlflowRest,
  type MlflowRestOptions,
} from "../../../src/track/mlflow/mlflow_rest.ts";
import { mlflowServer } from "../../../src/track/mlflow/mlflow_server.ts";
import { service } from "../../services.ts";
import { type Gateway, startGateway } from "./gateway.ts";

const mlflow = await service("mlflow");

const FAST: MlflowRestOptions = { retries: 3, pauseMs: 1, timeoutMs: 400 };
const SEARCH = {
  method: "POST",
  path: "/api/2.0/mlflow/experiments/search",
  json: { max_results: 1 },
  repeatable: true,
} as const;
const ANSWER = z.object({ experiments: z.array(z.unknown()).default([]) });

/** An address at which nobody listens. */
function freeUrl(): string {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return `http://127.0.0.1:${listener.addr.port}`;
}

function throughGateway(
  name: string,
  test: (gateway: Gateway) => Promise<void>,
) {
  Deno.test({
    name,
    ignore: mlflow === undefined,
    async fn() {
      await using gateway = startGateway(mlflow!.url);
      await test(gateway);
    },
  });
}

function ask(gateway: Gateway, request: { repeatable: boolean } = SEARCH) {
  const { url: _, ...who } = mlflow!;
  const rest = new MlflowRest(mlflowServer({ uri: gateway.url, ...who }), FAST);
  return rest.json(ANSWER, { ...SEARCH, ...request });
}

throughGateway("MlflowRest tells by its token who asks", async (gateway) => {
  const server = mlflowServer({ uri: gateway.url, token: "t0p" });
  await new MlflowRest(server).json(ANSWER, SEARCH);
  assert.equal(gateway.authorization, "Bearer t0p");
});

throughGateway(
  "MlflowRest tries again after 429, 503 and a lost answer",
  async (gateway) => {
    const faults = [
      { status: 429 },
      { status: 503 },
      "lose the answer",
    ] as const;
    gateway.meddle = (number) => faults[number - 1];
    const { experiments } = await ask(gateway);
    assert.equal(experiments.length, 1);
    assert.equal(gateway.requests.length, 4);
  },
);

throughGateway(
  "MlflowRest waits as long as a server asks by Retry-After",
  async (gateway) => {
    gateway.meddle = (number) =>
      number === 1
        ? { status: 429, headers: { "retry-after": "1" } }
        : undefined;
    const startedAtMs = performance.now();
    await ask(gateway);
    assert.ok(performance.now() - startedAtMs >= 1000);
  },
);

throughGateway(
  "MlflowRest gives up in one line, in a bounded time",
  async (gateway) => {
    gateway.meddle = () => "hang";
    const startedAtMs = performance.now();
    await assert.rejects(
      ask(gateway),
      (error: MlflowError) =>
        error instanceof InputError && error.isTransient &&
        error.message ===
          `MLflow at ${gateway.url} gave no answer within 0 s`,
    );
    assert.ok(performance.now() - startedAtMs < 4000);
    assert.equal(gateway.requests.length, 4);
  },
);

throughGateway(
  "MlflowRest repeats what makes something new only if it was not seen",
  async (gateway) => {
    gateway.meddle = (number) =>
      number === 1 ? { status: 429 } : { status: 502 };
    await assert.rejects(ask(gateway, { repeatable: false }), { status: 502 });
    assert.equal(gateway.requests.length, 2);
  },
);

throughGateway(
  "MlflowRest does not repeat what the server refuses",
  async (gateway) => {
    const rest = new MlflowRest({ url: gateway.url }, FAST);
    await assert.rejects(
      rest.json(ANSWER, { ...SEARCH, json: { max_results: -1 } }),
      { status: 400, code: "INVALID_PARAMETER_VALUE" },
    );
    assert.equal(gateway.requests.length, 1);
  },
);

throughGateway(
  "MlflowRest refuses an answer of another form, naming the field",
  async (gateway) => {
    const rest = new MlflowRest({ url: gateway.url }, FAST);
    await assert.rejects(
      rest.json(z.object({ experiments: z.string() }), SEARCH),
      /answers what no MLflow ≥ 3 does: experiments: .*expected string/,
    );
  },
);

Deno.test("MlflowRest says in one line that nobody is there", async () => {
  const url = freeUrl();
  const rest = new MlflowRest({ url }, { ...FAST, retries: 0 });
  await assert.rejects(rest.json(ANSWER, SEARCH), {
    name: "MlflowError",
    message: `MLflow at ${url} cannot be reached: Connection refused`,
    status: 0,
  });
});

Deno.test("MlflowRest stops at once when it is told to", async () => {
  const stop = new AbortController();
  const rest = new MlflowRest({ url: freeUrl() }, {
    pauseMs: 60_000,
    signal: stop.signal,
  });
  const asked = rest.json(ANSWER, SEARCH);
  setTimeout(() => stop.abort(new Error("stopped")), 20);
  await assert.rejects(asked, /stopped/);
});

Deno.test("MlflowRest asks once, and says so, where something else answers", async () => {
  let asked = 0;
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => {
      asked++;
      return new Response("<!doctype html><title>Sign in</title>");
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  await assert.rejects(new MlflowRest({ url }, FAST).json(ANSWER, SEARCH), {
    name: "MlflowError",
    message: `${url}${SEARCH.path} answers what no MLflow ≥ 3 does: no JSON`,
  });
  assert.equal(asked, 1);
});
