// A single server fulfils the contract of servers in its own memory.
import { LocalPresenceRegistry } from '../../server/cluster/local/local-presence-registry.ts';
import { LocalRoomLeases } from '../../server/cluster/local/local-room-leases.ts';
import { LocalServerBus } from '../../server/cluster/local/local-server-bus.ts';
import { serverSuite } from './cluster-suite.ts';

serverSuite(async () => ({ bus: new LocalServerBus(), presence: new LocalPresenceRegistry(), leases: new LocalRoomLeases() }));
