// What an account says about its person: addresses, language, zone; and how this browser shows the pages.
import { Link } from 'wouter';
import type { ChangeMe, Me } from '../../../../shared/protocol/program/me.ts';
import { usePreferences } from '../../model/use-preferences.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { LanguagePicker } from '../parts/LanguagePicker.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { ZonePicker } from '../parts/ZonePicker.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useHomeWords } from '../words/home-words.ts';
import { Addresses } from './account/Addresses.tsx';
import { SignOutHere } from './SignOutHere.tsx';

export function MyAccount() {
  const asked = useAsked<Me>(api.me);
  return <Standing asked={asked}>{(me) => <AccountPage me={me} put={asked.put} look={asked.look} />}</Standing>;
}

const themes = ['system', 'dusk', 'light'] as const;

interface AccountPageProps {
  readonly me: Me;
  readonly put: (me: Me) => void;
  readonly look: () => Promise<void>;
}

function AccountPage({ me, put, look }: AccountPageProps) {
  const { me: words } = useHomeWords();
  const around = useAroundWords();
  const [preferences, prefer] = usePreferences();
  const saving = useDoing();
  const change = async (wish: ChangeMe) => {
    const outcome = await saving.run(() => ask('PATCH', api.me, wish));
    if (outcome?.ok) put({ ...me, ...wish } as Me);
  };
  return (
    <Frame heading={words.heading} title={words.title} lead={words.lead}>
      <Addresses me={me} look={look} />
      <section className={form.section}>
        <Field label={words.language} size="middle">
          {(ids) => (
            <LanguagePicker
              ids={ids}
              value={me.language ?? ''}
              any={words.languageAny}
              onChange={(language) => void change({ language: language || null })}
            />
          )}
        </Field>
        <Field label={words.zone} hint={words.zoneHint} size="middle">
          {(ids) => (
            <ZonePicker
              ids={ids}
              value={me.zone ?? ''}
              any={words.zoneAny}
              onChange={(zone) => void change({ zone: zone || null })}
            />
          )}
        </Field>
        <Field label={words.theme} hint={words.themeHint} size="middle">
          {(ids) => (
            <select
              {...ids}
              value={preferences.theme}
              onChange={({ target }) => prefer({ theme: themes.find((each) => each === target.value) ?? 'system' })}
            >
              {themes.map((theme) => (
                <option key={theme} value={theme}>
                  {words.themes[theme]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Told>{saving.isBusy ? around.saving : saving.hasDone ? around.saved : ''}</Told>
        <Failed failed={saving.failed} />
      </section>
      <section className={form.section}>
        <h2>{words.devices}</h2>
        <p className={form.quiet}>{words.devicesMore}</p>
        <div className={form.row}>
          <Link className={`${buttons.plain} ${form.link}`} href="/me/devices">
            {words.toDevices}
          </Link>
          <SignOutHere />
        </div>
      </section>
      <section className={form.section}>
        <h2>{words.kept}</h2>
        <p className={form.quiet}>{words.keptMore}</p>
        <div className={form.row}>
          <Link className={`${buttons.plain} ${form.link}`} href="/me/kept">
            {words.toKept}
          </Link>
        </div>
      </section>
    </Frame>
  );
}
