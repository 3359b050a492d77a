// Makes the query of a join fit for the media server: only what is named here passes, never a token, a label or a shadow name.
import { gunzipSync } from 'node:zlib';
import { JoinRequest, WrappedJoinRequest, WrappedJoinRequest_Compression } from '@livekit/protocol';
import { judgeJoin } from './signal-filter.ts';
import { TrackKinds } from './track-kinds.ts';

export interface JoinQuery {
  readonly search: string;
  /** Takes up an earlier stay instead of beginning a new one. */
  readonly isResume: boolean;
  /** The known kinds of this stay's tracks; null for a stay we know nothing about, so that the browser has to join anew. */
  readonly kinds: TrackKinds | null;
}

const passedOn = [
  'sid',
  'auto_subscribe',
  'adaptive_stream',
  'subscriber_allow_pause',
  'disable_ice_lite',
  'reconnect_reason',
  'protocol',
  'client_protocol',
  'sdk',
  'version',
  'os',
  'os_version',
  'device_model',
  'browser',
  'browser_version',
  'network',
];
const unknownStay: JoinQuery = { search: '', isResume: true, kinds: null };
const plainValue = /^[\x20-\x7e]{1,200}$/;
const longestJoin = 256 * 1024;

/** Null when the query can't be read, or lies. `before`: what is known from the person's stay so far. */
export function readJoinQuery(version: 'v0' | 'v1', query: URLSearchParams, before: TrackKinds | undefined): JoinQuery | null {
  return version === 'v1' ? readJoinRequest(query, before) : readPlain(query, before);
}

function readPlain(query: URLSearchParams, before: TrackKinds | undefined): JoinQuery {
  const kept = new URLSearchParams();
  for (const key of passedOn) {
    const value = query.get(key);
    if (value && plainValue.test(value)) kept.set(key, value);
  }
  const isResume = ['1', 'true'].includes(query.get('reconnect') ?? '');
  if (isResume) kept.set('reconnect', '1');
  const kinds = isResume ? before : new TrackKinds();
  return kinds ? { search: kept.toString(), isResume, kinds } : unknownStay;
}

function readJoinRequest(query: URLSearchParams, before: TrackKinds | undefined): JoinQuery | null {
  try {
    const wrapped = WrappedJoinRequest.fromBinary(Buffer.from(query.get('join_request') ?? '', 'base64url'));
    if (wrapped.joinRequest.length === 0) return null;
    const isPacked = wrapped.compression === WrappedJoinRequest_Compression.GZIP;
    const bytes = isPacked ? gunzipSync(wrapped.joinRequest, { maxOutputLength: longestJoin }) : wrapped.joinRequest;
    const request = JoinRequest.fromBinary(bytes);
    const kinds = request.reconnect ? before : new TrackKinds();
    if (!kinds) return unknownStay;
    const clean = judgeJoin(request, kinds);
    if (typeof clean === 'string') return null;
    const again = new WrappedJoinRequest({ joinRequest: clean.toBinary({ writeUnknownFields: false }) });
    // LiveKit insists on the padding.
    const text = Buffer.from(again.toBinary()).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
    return { search: new URLSearchParams({ join_request: text }).toString(), isResume: request.reconnect, kinds };
  } catch {
    return null;
  }
}
