import assert from "node:assert/strict";
import { parse } from "yaml";

interface Service {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly healthcheck?: object;
  readonly restart?: string;
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
}

const PROJECT = new URL("../", import.meta.url);
const TEXT = await Deno.readTextFile(new URL("docker-compose.yml", PROJECT));
const { services } = parse(TEXT) as { services: Record<string, Service> };

Deno.test("docker-compose.yml publishes ports to this machine alone", () => {
  const ports = Object.values(services).flatMap((it) => it.ports ?? []);
  assert.ok(ports.length >= 4);
  for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
});

Deno.test("docker-compose.yml pins every image", () => {
  for (const { image } of Object.values(services)) {
    assert.match(image, /:[\w.]+$/);
    assert.doesNotMatch(image, /latest/);
  }
});

Deno.test("docker-compose.yml knows when what goes on running is well", () => {
  for (const [name, service] of Object.entries(services)) {
    if (service.restart === undefined) continue;
    assert.ok(service.healthcheck, `${name} has no health check`);
  }
});

Deno.test("docker-compose.yml starts what depends on others when they are ready", () => {
  for (const { depends_on = {} } of Object.values(services)) {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      const goesOn = services[name]!.restart !== undefined;
      assert.equal(
        condition,
        goesOn ? "service_healthy" : "service_completed_successfully",
      );
    }
  }
});

Deno.test("docker-compose.yml has no password of its own, and .env.example none either", async () => {
  const secret = /PASSWORD|SECRET|ACCESS_KEY/;
  for (const { environment = {} } of Object.values(services)) {
    for (const [name, value] of Object.entries(environment)) {
      if (!secret.test(name)) continue;
      assert.match(value, /^\$\{\w+:\?/, name);
    }
  }
  const example = await Deno.readTextFile(new URL(".env.example", PROJECT));
  const filled = [...example.matchAll(/^(\w+)=.+$/gm)].map(([, name]) => name!);
  assert.deepEqual(filled.filter((name) => secret.test(name)), []);
});
