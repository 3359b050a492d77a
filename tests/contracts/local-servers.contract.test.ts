// A single server keeps the contract of servers in its own memory.
import { LocalLineBook } from '../../server/servers/local-line-book.ts';
import { LocalRoomClaims } from '../../server/servers/local-room-claims.ts';
import { LocalServerLine } from '../../server/servers/local-server-line.ts';
import { serverSuite } from './servers-suite.ts';

serverSuite(async () => ({ line: new LocalServerLine(), book: new LocalLineBook(), claims: new LocalRoomClaims() }));
