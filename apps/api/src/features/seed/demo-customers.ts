import type { Customer } from "@gatehouse/shared/customers";
import { demoRegions, type DemoRegion } from "./demo-regions.ts";
import { RandomSource } from "./random-source.ts";

export interface DemoCustomer extends Customer {
  readonly region: DemoRegion;
}

const customersSeed = 20_260_101;
const dayMs = 86_400_000;

/** As long as names get that people really have to work with. */
const longName =
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft für internationale " +
  "Zusammenarbeit und nachhaltige Binnenschifffahrt mbH & Co. KGaA";

/** `count` customers of all regions, the same at every run, none of them younger than two years at `now`. */
export function makeDemoCustomers(count: number, now: number): DemoCustomer[] {
  const random = new RandomSource(customersSeed);
  return Array.from({ length: count }, (_, index) => makeCustomer(random, index, now));
}

function makeCustomer(random: RandomSource, index: number, now: number): DemoCustomer {
  const region = demoRegions[index % demoRegions.length] ?? random.pick(demoRegions);
  const instant = now - 900 * dayMs + index * 6 * 3_600_000;
  const createdAt = new Date(instant).toISOString();
  const name = index === 0 ? longName : nameOf(random, region, Math.floor(index / demoRegions.length));
  // Every tenth customer is known by name only, as they are when nobody has asked for more.
  const isSparse = index % 10 === 7;
  const optional = (value: string) => (isSparse || random.chance(0.1) ? null : value);
  return {
    id: random.id(instant),
    version: 1,
    createdAt,
    updatedAt: createdAt,
    name,
    email: optional(`accounts@customer-${index + 1}.example`),
    phone: optional(`${region.phonePrefix} ${random.digits(3)} ${random.digits(4)}`),
    taxId: optional(`${region.country}${random.digits(9)}`),
    street: optional(`${random.pick(region.streets)} ${random.between(1, 180)}`),
    postalCode: optional(random.digits(5)),
    city: optional(random.pick(region.cities)),
    country: region.country,
    currency: region.currency,
    notes: random.chance(0.15) ? "Wants the order number on every invoice." : null,
    region,
  };
}

/** Each name once with each trade, then with a place, so that no two customers are called alike. */
function nameOf(random: RandomSource, { names, trades, cities }: DemoRegion, round: number): string {
  const name = names[round % names.length] ?? random.pick(names);
  const trade = trades[Math.floor(round / names.length) % trades.length] ?? random.pick(trades);
  const repetition = Math.floor(round / (names.length * trades.length));
  const place = repetition === 0 ? "" : ` ${cities[(repetition - 1) % cities.length] ?? ""}`;
  return `${name} ${trade}${place}`;
}
