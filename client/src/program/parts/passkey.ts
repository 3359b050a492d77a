// Passkeys by the browser's own ways; the library that speaks of them in JSON comes when one is used.
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';

export function mayHavePasskey(): boolean {
  return typeof PublicKeyCredential === 'function';
}

/** `unknown`: this server does not know the passkey, or no longer. */
export async function enterByPasskey(): Promise<'in' | 'unknown' | 'failed'> {
  const asked = await ask<{ readonly options: unknown }>('POST', '/api/passkey/options');
  if (!asked.ok) return 'failed';
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const answer = await startAuthentication({ optionsJSON: asked.value.options as never });
    const entered = await ask('POST', '/api/passkey/enter', { answer });
    return entered.ok ? 'in' : entered.why === 'unavailable' ? 'failed' : 'unknown';
  } catch {
    return 'failed';
  }
}

export async function savePasskey(name: string): Promise<boolean> {
  const asked = await ask<{ readonly options: unknown }>('POST', api.passkeyOptions);
  if (!asked.ok) return false;
  try {
    const { startRegistration } = await import('@simplewebauthn/browser');
    const answer = await startRegistration({ optionsJSON: asked.value.options as never });
    return (await ask('POST', api.passkeys, { name, answer })).ok;
  } catch {
    return false;
  }
}
