// The address of this server that a browser has just used, for links that are given to others. A request may claim any `Host`; one that is
// not certain to lead here never gets into a link.
import type { FastifyRequest } from 'fastify';
import { addressAt, isOwnName } from '../process/own-address.ts';

export function ownUrl({ protocol, host, socket }: FastifyRequest): string {
  const claimed = `${protocol}://${host}`;
  if (URL.canParse(claimed) && isOwnName(new URL(claimed).hostname)) return new URL(claimed).origin;
  return addressAt(socket.localAddress ?? '127.0.0.1', socket.localPort ?? 80);
}
