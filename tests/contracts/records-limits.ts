// What every kind of records must do for limits that hold over all servers. Run by records-*.contract.test.ts on each database.
import { describe, expect, test } from 'vitest';
import { SharedLimits } from '../../server/accounts/shared-limits.ts';
import { Allowances } from '../../server/limits/allowances.ts';
import { SqlSystems } from '../../server/systems/sql-systems.ts';
import { type RecordsStage, secret } from './records-stage.ts';

export function limitsContract(stage: () => RecordsStage): void {
  describe('what a key of another system may ask', () => {
    const measure = { burst: 24, perSecond: 4 };
    const server = () => new SqlSystems(stage().db, { clock: stage().clock, secret });

    test('is counted over all servers, whichever of them it asks, also at the same moment', async () => {
      const servers = [server(), server(), server()];
      const all = await Promise.all(Array.from({ length: 60 }, (_, n) => servers[n % 3]?.mayAsk('key 1', measure)));
      expect(all.filter(Boolean)).toHaveLength(24);
      expect(await server().mayAsk('key 2', measure)).toBe(true);
      await stage().clock.advance(1000);
      const later = await Promise.all(Array.from({ length: 12 }, (_, n) => servers[n % 3]?.mayAsk('key 1', measure)));
      expect(later.filter(Boolean)).toHaveLength(4);
      const { shared_limits } = await stage().everything();
      expect(JSON.stringify(shared_limits)).not.toContain('key 1');
    });

    test('is what one server alone has always allowed', async () => {
      const { clock, db } = stage();
      const [alone, limits] = [new Allowances(measure, () => clock.now()), new SharedLimits(secret)];
      const seed = Date.now() % 2 ** 31;
      let [state, refused] = [seed, 0];
      const random = (below: number) => {
        state = (state * 48_271 + 11) % (2 ** 31 - 1);
        return state % below;
      };
      for (let step = 0; step < 400; step++) {
        // More than the burst at once, then in steps of an eighth of a second, which both reckon without rounding.
        if (step > 30) await clock.advance(125 * (random(8) === 0 ? random(32) : random(2)));
        const [here, there] = [alone.take('key'), await limits.takeSteady(db, 'key', measure, `of ${seed}`, clock.now())];
        expect([seed, step, there]).toEqual([seed, step, here]);
        if (!here) refused += 1;
      }
      expect(refused).toBeGreaterThan(0);
    });
  });
}
