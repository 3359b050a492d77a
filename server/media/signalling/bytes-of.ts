// The bytes of a WebSocket frame, in whichever of its forms `ws` hands it over.
import type { RawData } from 'ws';

export function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
