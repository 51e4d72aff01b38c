import assert from "node:assert/strict";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import { greets, isRunning } from "../../tasks/services/server.ts";
import { readState, runningServices } from "../../tasks/services/state.ts";
import { service, startMlflow, startMySql, startS3 } from "../services.ts";

const mysql = await service("mysql");
const s3 = await service("s3");
const mlflow = await service("mlflow");

async function inFolder(work: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "startMySql() starts again on the data of a server that was killed",
  ignore: mysql === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const first = await startMySql(folder);
      assert.ok(await greets(first.port));
      await first.stop("SIGKILL");
      assert.equal(await isRunning(first), false);
      assert.equal(await greets(first.port), false);
      const { port, password } = first;
      const second = await startMySql(folder, { port, password });
      assert.equal(second.port, first.port);
      await second.stop();
      assert.equal(await isRunning(second), false);
    }),
});

Deno.test({
  name: "startS3() refuses a request without a signature",
  ignore: s3 === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const server = await startS3(folder);
      const response = await fetch(`${server.endpoint}/${server.bucket}`);
      assert.equal(response.status, 403);
      await response.body?.cancel();
      await server.stop();
      await assert.rejects(fetch(server.endpoint), TypeError);
    }),
});

Deno.test({
  name: "startMlflow() asks for the password where it is given one",
  ignore: mlflow === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const auth = { username: "shop", password: "a-long-password" };
      const server = await startMlflow(folder, { auth });
      try {
        assert.equal(await statusOf(server.url, "shop:wrong"), 401);
        assert.equal(await statusOf(server.url, "shop:a-long-password"), 200);
      } finally {
        await server.stop();
      }
    }),
});

async function statusOf(url: string, credentials: string): Promise<number> {
  const path = "/api/2.0/mlflow/experiments/get-by-name";
  const response = await fetch(`${url}${path}?experiment_name=Default`, {
    headers: { authorization: `Basic ${btoa(credentials)}` },
  });
  await response.body?.cancel();
  return response.status;
}

const adminer = (await runningServices(await readState())).adminer?.connection;

Deno.test({
  name: "Adminer shows the tables of the MySQL that its URL leads to",
  ignore: !mysql || !adminer,
  async fn() {
    const { host, port, user, password, database } = mysql!;
    const form = {
      "auth[driver]": "server",
      "auth[server]": `${host}:${port}`,
      "auth[username]": user,
      "auth[password]": password,
      "auth[db]": database,
    };
    const page = new URL(adminer!.url);
    assert.equal(page.searchParams.get("db"), database);
    const login = await fetch(page, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
    });
    await login.body?.cancel();
    assert.equal(login.status, 302);
    const cookie = login.headers.getSetCookie()
      .map((it) => it.split(";")[0]).join("; ");
    const tables = await fetch(page, { headers: { cookie } });
    assert.match(await tables.text(), /Tables and views/);
  },
});

Deno.test({
  name: "services up changes nothing where all run",
  ignore: !mysql || !s3 || !mlflow,
  async fn() {
    const path = `${projectFolder}/.services/state.json`;
    const before = await Deno.readTextFile(path);
    const { code, stdout } = await run(["up"]);
    assert.equal(code, 0);
    assert.match(stdout, /eval "\$\(deno task -q services env\)"$/m);
    assert.ok(!stdout.includes(mysql!.password));
    assert.equal(await Deno.readTextFile(path), before);
  },
});

Deno.test({
  name: "services env prints the environment that leads to all that run",
  ignore: !mysql || !s3 || !mlflow,
  async fn() {
    const { code, stdout } = await run(["env"]);
    assert.equal(code, 0);
    assert.match(stdout, /^export MYSQL_HOST=127\.0\.0\.1$/m);
    assert.ok(stdout.includes(`\nexport MYSQL_PASSWORD=${mysql!.password}\n`));
    assert.ok(stdout.includes(`export MLFLOW_TRACKING_URI=${mlflow!.url}`));
  },
});

Deno.test({
  name: "services env says that none runs, rather than nothing",
  ignore: Object.keys(await runningServices(await readState())).length > 0,
  async fn() {
    const { code, stdout, stderr } = await run(["env"]);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      "error: No service runs: deno task services up starts them\n",
    );
  },
});

Deno.test("services refuses an unknown word in one line, with exit code 2", async () => {
  const { code, stderr } = await run(["start"]);
  assert.equal(code, 2);
  assert.equal(
    stderr,
    'error: services "start": one of up, status, env, down is wanted\n',
  );
});

async function run(args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tasks/services.ts", ...args],
    cwd: projectFolder,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}
