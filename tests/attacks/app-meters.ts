// Reads the metrics of an app that was started with METRICS_PORT.

/** The value of one series, such as `balint_media_joins_total{outcome="joined"}`; 0 if there is none. */
export async function countedBy(port: number, series: string): Promise<number> {
  const told = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = told.split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length) ?? 0);
}
