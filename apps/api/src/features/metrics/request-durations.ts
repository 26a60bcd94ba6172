import type { Histogram } from "prom-client";

interface Series {
  labels: { method: string; route: string; status: string };
  /** How many fell into each bucket, the last one being what is longer than all. */
  counts: number[];
  sumSeconds: number;
}

const buckets = [0.001, 0.005, 0.02, 0.05, 0.1, 0.3, 1, 3];

const name = "gatehouse_http_request_duration_seconds";

/**
 * A histogram of answered requests by route for a prom-client registry. It only adds to plain numbers when a request is
 * measured, where prom-client's own would hash the labels each time.
 */
export class RequestDurations {
  readonly name = name;
  readonly help = "Answered requests by route.";
  readonly type = "histogram";
  readonly aggregator = "sum";
  /** By what the router keeps for each route, then by status. */
  readonly #series = new Map<object, Map<number, Series>>();

  /** `route` is an object that is the route's own and the same at each call. */
  observe(
    route: object,
    status: number,
    seconds: number,
    describe: () => { method: string; route: string },
  ): void {
    const series = this.#series.get(route)?.get(status) ?? this.#add(route, status, describe());
    let bucket = 0;
    while (bucket < buckets.length && seconds > (buckets[bucket] ?? 0)) bucket += 1;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.sumSeconds += seconds;
  }

  /** As prom-client asks for it. */
  get(): ReturnType<Histogram["get"]> {
    const all = [...this.#series.values()].flatMap((byStatus) => [...byStatus.values()]);
    const { help, type, aggregator } = this;
    return Promise.resolve({
      name,
      help,
      type,
      aggregator,
      values: all.flatMap(toValues),
    } as unknown as Awaited<ReturnType<Histogram["get"]>>);
  }

  #add(key: object, status: number, { method, route }: { method: string; route: string }): Series {
    const byStatus = this.#series.get(key) ?? new Map<number, Series>();
    this.#series.set(key, byStatus);
    const series = {
      labels: { method, route, status: String(status) },
      counts: Array.from({ length: buckets.length + 1 }, () => 0),
      sumSeconds: 0,
    };
    byStatus.set(status, series);
    return series;
  }
}

/** Buckets are cumulative in the exposition format. */
function toValues({ labels, counts, sumSeconds }: Series) {
  let count = 0;
  const inBuckets = counts.map((inBucket, index) => {
    count += inBucket;
    return {
      metricName: `${name}_bucket`,
      labels: { le: buckets[index] ?? "+Inf", ...labels },
      value: count,
    };
  });
  return [
    ...inBuckets,
    { metricName: `${name}_sum`, labels, value: sumSeconds },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
