// A single server keeps the contract of servers in its own memory.
import { LocalLineBook } from '../../server/cluster/local/local-presence-registry.ts';
import { LocalRoomClaims } from '../../server/cluster/local/local-room-leases.ts';
import { LocalServerLine } from '../../server/cluster/local/local-server-bus.ts';
import { serverSuite } from './cluster-suite.ts';

serverSuite(async () => ({ line: new LocalServerLine(), book: new LocalLineBook(), claims: new LocalRoomClaims() }));
