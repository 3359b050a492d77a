// The sign-in of somebody's institution, told by the domain of their address alone: nobody learns here who exists.
import { useEffect, useState } from 'react';
import type { WaysIn } from '../../../../shared/protocol/program/identity.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import form from '../parts/Form.module.css';
import { isAddress } from '../parts/is-address.ts';
import { useAroundWords } from '../words/around-words.ts';

const restMs = 400;

export function Institutions({ address, to }: { readonly address: string; readonly to: string }) {
  const { enter: words } = useAroundWords();
  const [found, setFound] = useState<{ readonly domain: string; readonly ways: WaysIn['providers'] } | null>(null);
  const domain = isAddress(address) ? (address.trim().toLowerCase().split('@')[1] ?? '') : '';
  useEffect(() => {
    if (domain === '') return;
    let isOld = false;
    const timer = setTimeout(async () => {
      const outcome = await ask<WaysIn>('GET', api.waysIn(domain));
      if (!isOld) setFound({ domain, ways: outcome.ok ? outcome.value.providers : [] });
    }, restMs);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [domain]);
  const ways = found?.domain === domain ? found.ways : [];
  return (
    <div role="status" className={form.row}>
      {ways.map(({ id, name }) => (
        <a
          key={id}
          className={`${buttons.plain} ${form.link}`}
          href={`/sso/${encodeURIComponent(id)}?to=${encodeURIComponent(to)}`}
        >
          {words.institution(name)}
        </a>
      ))}
    </div>
  );
}
