import assert from "node:assert/strict";
import { createServer } from "node:net";
import { InputError } from "../../src/errors.ts";
import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";
import type { MysqlSession } from "../../src/mysql/mysql_session.ts";
import { inDatabase, noMysql as ignore, withSession } from "./in_database.ts";
import { onOwnServer } from "./on_own_server.ts";
import { stallingProxy } from "./stalling_proxy.ts";

const MANY = "WITH RECURSIVE n AS (SELECT 1 AS v UNION ALL " +
  "SELECT v + 1 FROM n WHERE v < 1000) SELECT a.v FROM n AS a, n AS b";

async function countRows(session: MysqlSession, onFirst: () => void) {
  let rows = 0;
  await session.each(MANY, {
    onFields: () => {},
    onRow: () => {
      if (rows++ === 0) onFirst();
    },
  });
  return rows;
}

Deno.test("MysqlClient.run() begins again where the server dies in mid read", {
  ignore,
}, () =>
  onOwnServer(async ({ settings, crash, start }) => {
    let attempts = 0;
    let restarted: Promise<void> | undefined;
    const again = { ...settings, retries: 20, retryMs: 100 };
    const rows = await withSession(again, (session) => {
      attempts++;
      return countRows(session, () => {
        restarted ??= crash().then(start);
      });
    });
    await restarted;
    assert.equal(attempts, 2);
    assert.equal(rows, 1_000_000);
  }));

Deno.test("MysqlClient.run() says what is wrong where retries are of no use", {
  ignore,
}, () =>
  onOwnServer(async ({ settings, crash }) => {
    const { host, port } = settings;
    const at = `MySQL at ${host}:${port}`;
    let attempts = 0;
    const work = async (session: MysqlSession) => {
      attempts++;
      await session.rows("SELECT 1");
    };
    const wrong = { ...settings, password: "sEcret" };
    await assert.rejects(
      withSession(wrong, work),
      (error: Error) => {
        assert.ok(error instanceof InputError);
        assert.equal(
          error.message,
          `${at} refuses the user "nextcart": MYSQL_USER and MYSQL_PASSWORD ` +
            "are wanted as the server knows them",
        );
        assert.doesNotMatch(Deno.inspect(error), /sEcret/);
        return true;
      },
    );
    await assert.rejects(
      withSession({ ...settings, database: "nextcart_none" }, work),
      new InputError(`${at} has no database "nextcart_none" (MYSQL_DATABASE)`),
    );
    assert.equal(attempts, 0);
    await crash();
    const started = performance.now();
    await assert.rejects(
      withSession({ ...settings, retries: 2, retryMs: 100 }, work),
      new InputError(
        `${at} cannot be reached or was lost: connect ECONNREFUSED ${host}:${port}`,
      ),
    );
    // Two pauses: at least 100 and 200 ms.
    assert.ok(performance.now() - started >= 300);
  }));

Deno.test("MysqlClient.run() gives up a server that takes connections, but says nothing", async () => {
  const server = createServer();
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve())
  );
  const { port } = server.address() as { port: number };
  const settings = {
    ...{ host: "127.0.0.1", port, user: "u", password: "p", database: "d" },
    ...{ timeoutMs: 200, retries: 1, retryMs: 10 },
  };
  try {
    await assert.rejects(
      withSession(settings, (session) => session.rows("SELECT 1")),
      new InputError(
        `MySQL at 127.0.0.1:${port} cannot be reached or was lost: connect ETIMEDOUT`,
      ),
    );
  } finally {
    server.close();
  }
});

Deno.test("MysqlClient.run() gives up a server that falls silent in mid read", {
  ignore,
}, () =>
  inDatabase(async ({ settings }) => {
    const proxy = await stallingProxy(settings, { down: 100_000 });
    try {
      let rows = 0;
      const { port } = proxy;
      const slow = { ...settings, port, timeoutMs: 400 };
      await assert.rejects(
        withSession(slow, async (session) => {
          rows = await countRows(session, () => {});
        }),
        new InputError(
          `MySQL at ${settings.host}:${port} said nothing for 0.4 s (MYSQL_TIMEOUT)`,
        ),
      );
      assert.equal(rows, 0);
    } finally {
      proxy.close();
    }
  }));

/** A certificate for a host of this name that signs itself. */
async function makeCertificate(folder: string, name: string): Promise<string> {
  const files = ["-keyout", `${folder}/${name}.key`, "-out"];
  const { success, stderr } = await new Deno.Command("openssl", {
    args: [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"],
      ...["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`],
      ...[...files, `${folder}/${name}.pem`],
    ],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return `${folder}/${name}.pem`;
}

async function hasOpenssl(): Promise<boolean> {
  const version = new Deno.Command("openssl", { args: ["version"] }).output();
  return await version.then(({ success }) => success, () => false);
}

/** Runs a server that speaks only TLS, by the certificate of this name. */
function onTlsServer(
  [folder, name]: readonly [string, string],
  use: (settings: MysqlSettings) => Promise<void>,
): Promise<void> {
  return onOwnServer(({ settings }) => use({ ...settings, retries: 0 }), {
    args: () => [
      `--ssl-cert=${folder}/${name}.pem`,
      `--ssl-key=${folder}/${name}.key`,
      "--require-secure-transport=ON",
    ],
  });
}

const cipher = (session: MysqlSession) =>
  session.rows("SHOW STATUS LIKE 'Ssl_cipher'");

/** Asserts that no connection is made, as there is no TLS that fits. */
async function assertRefused(settings: MysqlSettings): Promise<void> {
  await assert.rejects(
    withSession(settings, cipher),
    (error: Error) =>
      error instanceof InputError &&
      error.message.includes("gives no TLS that fits"),
  );
}

Deno.test("MysqlClient speaks TLS with a server that its certificates know", {
  ignore: ignore || !await hasOpenssl(),
}, async () => {
  const folder = await Deno.makeTempDir();
  try {
    const sslCa = await makeCertificate(folder, "localhost");
    const other = await makeCertificate(folder, "other");
    await onTlsServer([folder, "localhost"], async (settings) => {
      for (const host of ["localhost", "127.0.0.1"]) {
        const [row] = await withSession({ ...settings, host, sslCa }, cipher);
        assert.match(String(row!.Value), /^TLS_|^ECDHE/);
      }
      await assertRefused({ ...settings, sslCa: other });
      await assert.rejects(
        withSession({ ...settings, sslCa: `${folder}/none.pem` }, cipher),
        new InputError(`${folder}/none.pem cannot be read (MYSQL_SSL_CA)`),
      );
      await assert.rejects(withSession(settings, cipher), InputError);
    });
    await onTlsServer([folder, "other"], async (settings) => {
      await assertRefused({ ...settings, host: "localhost", sslCa: other });
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
