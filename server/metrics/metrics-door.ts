// `/metrics` on a port of its own, for monitoring only: it is never on the port that people use.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cannotMeasure } from '../process/listening.ts';

export interface Readable {
  readonly contentType: string;
  text(): Promise<string>;
}

export interface MetricsDoor {
  readonly port: number;
  close(): Promise<void>;
}

export async function openMetricsDoor(metrics: Readable, host: string, port: number): Promise<MetricsDoor> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') return response.writeHead(404).end();
    return metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(cannotMeasure(host, port, cause)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}
