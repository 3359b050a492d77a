// A single server keeps the contract of servers in its own memory.
import { LocalPresenceRegistry } from '../../server/cluster/local/local-presence-registry.ts';
import { LocalRoomLeases } from '../../server/cluster/local/local-room-leases.ts';
import { LocalServerBus } from '../../server/cluster/local/local-server-bus.ts';
import { serverSuite } from './cluster-suite.ts';

serverSuite(async () => ({ line: new LocalServerBus(), book: new LocalPresenceRegistry(), leases: new LocalRoomLeases() }));
