// LiveKit's configuration as we start it: closed by default, its HTTP port on loopback only. Writes nothing itself.
import type { LiveKitAddress } from '../livekit-gateway.ts';

export interface LiveKitPorts {
  readonly http: number;
  readonly udp: number;
  /** For people whose network blocks UDP; listens on every address of this machine. Left out, there is no TCP port. */
  readonly tcp?: number;
}

export interface LiveKitChoices {
  readonly address: LiveKitAddress;
  readonly ports: LiveKitPorts;
  /** The address to which browsers send sound and picture. */
  readonly mediaIp: string;
  readonly webhookUrl: string;
  /** For example `127.0.0.1:6379`: the store that the nodes of one media server share. Without it a node stands alone. */
  readonly redis?: string;
}

/** LiveKit's parser is strict and reads YAML; JSON is YAML. */
export function livekitConfig({ address, ports, mediaIp, webhookUrl, redis }: LiveKitChoices): string {
  const isLoopback = mediaIp.startsWith('127.');
  return JSON.stringify(
    {
      port: ports.http,
      bind_addresses: ['127.0.0.1'],
      logging: { level: 'info', json: true, pion_level: 'error' },
      keys: { [address.apiKey]: address.apiSecret },
      rtc: {
        // Without these two LiveKit and its clients would ask public STUN servers.
        node_ip: mediaIp,
        stun_servers: ['127.0.0.1:3478'],
        use_external_ip: false,
        // Loopback candidates are for a loopback address only: otherwise they name a port nobody listens on.
        enable_loopback_candidate: isLoopback,
        ...(isLoopback && { ips: { includes: [`${mediaIp}/32`] } }),
        udp_port: ports.udp,
        tcp_port: ports.tcp ?? 0,
        congestion_control: { enabled: true, allow_pause: true },
      },
      room: {
        // A kept token can't revive a room that is over.
        auto_create: false,
        empty_timeout: 600,
        departure_timeout: 120,
        max_participants: 40,
        enable_remote_unmute: false,
      },
      enable_data_tracks: false,
      // Lists come live instead of from a stored copy, with short waits for somebody who has just joined.
      api: { enable_psrpc_for_get_list_participants: true, execution_timeout: '2s' },
      // One attempt fewer with several nodes, so that a node whose peer is down says so before our own timeout.
      psrpc: { max_attempts: redis === undefined ? 3 : 2, timeout: '500ms', backoff: '250ms' },
      ...(redis !== undefined && { redis: { address: redis } }),
      audio: { active_level: 35, update_interval: 400, smooth_intervals: 2, active_red_encoding: true },
      webhook: { api_key: address.apiKey, urls: [webhookUrl], filter_params: { include_events: notices } },
      turn: { enabled: false },
    },
    null,
    2,
  );
}

const notices = [
  'participant_joined',
  'participant_left',
  'participant_connection_aborted',
  'track_published',
  'track_unpublished',
];
