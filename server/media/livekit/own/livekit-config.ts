// LiveKit's configuration as we start it: closed by default, its HTTP port on loopback only. Writes nothing itself.
import type { LiveKitAddress } from '../livekit-gateway.ts';

export interface LiveKitPorts {
  readonly http: number;
  readonly udp: number;
  /** For those whose network lets no datagrams through; on every address of this machine. Without it there is none. */
  readonly tcp?: number;
}

export interface LiveKitChoices {
  readonly address: LiveKitAddress;
  readonly ports: LiveKitPorts;
  /** Where browsers send sound and picture to. */
  readonly mediaIp: string;
  readonly webhookUrl: string;
  /** Such as `127.0.0.1:6379`: the store that the nodes of one media server share. Without it a node is alone. */
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
        // Loopback candidates go together with a loopback address, else they name a port nobody listens on.
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
      // The live list instead of a stored copy, and short waits for somebody who has just come.
      api: { enable_psrpc_for_get_list_participants: true, execution_timeout: '2s' },
      // With other nodes one try less, so that a node whose fellow is silent says so within our own patience.
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
