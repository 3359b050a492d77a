// The records in a real PostgreSQL server.
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/database.ts';
import { startPostgres } from '../support/postgres.ts';
import { recordsContract } from './records-suite.ts';

const onLostConnection = () => {};

describe('records in PostgreSQL', () => {
  recordsContract(async () => {
    const { url, stop } = await startPostgres();
    return { place: { url, onLostConnection }, stop };
  });

  test('says where it cannot be reached, without the password', async () => {
    const url = 'postgresql://someone:hush-hush@127.0.0.1:9/records';
    const failure = await openDatabase({ url, onLostConnection }).catch((error: Error) => error);
    expect(failure).toMatchObject({
      name: 'CannotStart',
      message: expect.stringContaining('on 127.0.0.1:9 cannot be reached: nothing answers there'),
    });
    expect(String(failure)).not.toContain('hush-hush');
  });
});
