import type { DemoParams } from "../../config.ts";
import { type Prng, seededPrng } from "../../random.ts";
import { type Catalogue, makeCatalogue } from "./catalogue.ts";
import { EventLog } from "./event_log.ts";
import { Shelves } from "./shelves.ts";
import { shiftedShop } from "./shifted_shop.ts";
import { makeProjects, type Project, Shoppers } from "./shoppers.ts";
import { makeVisit } from "./visit.ts";
import { drawVisitTimes } from "./visit_times.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What happened in the demo shop, without the flaws of real data. */
export interface DemoEvents {
  /** The products on sale. */
  readonly catalogue: Catalogue;
  /** Visit by visit, in the order in which they begin. Times are since the start. */
  readonly log: EventLog;
}

/** Simulates the demo shop: the same parameters, the same events. */
export function demoEvents(params: DemoParams): DemoEvents {
  const prng = seededPrng(params.seed);
  const catalogue = makeCatalogue(params.items, prng);
  const projects = makeProjects(catalogue.types, prng);
  const shift = makeShift(catalogue, projects, params);
  let shop = { shelves: new Shelves(shift?.before ?? catalogue), projects };
  const shoppers = new Shoppers(params.users, projects.length, prng);
  const log = new EventLog();
  const times = drawVisitTimes(params.sessions, { days: params.days, prng });
  times.forEach((time, session) => {
    if (shift !== undefined && !shift.isOver && time >= shift.fromMs) {
      shift.isOver = true;
      shop = { shelves: new Shelves(shift.after), projects: shift.projects };
      shoppers.changeTastes(shift.taste, shift.prng);
    }
    const { shelves, projects } = shop;
    const user = shoppers.drawUser(prng);
    const intent = shoppers.drawIntent(user, prng);
    const now = time / (params.days * DAY_MS);
    const project = projects[intent.project]!;
    const visit = makeVisit({ intent, project, shelves, now, prng });
    shoppers.remember(user, intent, visit.step);
    for (const { item, cart } of visit.actions) {
      log.append({ session, user, item, time, cart });
      time += drawPause(prng);
    }
  });
  return { catalogue, log };
}

function makeShift(
  catalogue: Catalogue,
  projects: Project[],
  params: DemoParams,
) {
  const { shift } = params;
  if (shift === undefined) return undefined;
  const shop = shiftedShop(catalogue, projects, { ...params, shift });
  const { taste, day } = shift;
  return {
    ...shop,
    projects: [...shop.projects],
    taste,
    fromMs: day * DAY_MS,
    isOver: false,
  };
}

/** Milliseconds between two events: seconds as a rule, now and then a break. */
function drawPause(prng: Prng): number {
  const meanMs = prng() < 0.01 ? 600_000 : 35_000;
  return 1000 + Math.floor(-meanMs * Math.log(1 - prng()));
}
