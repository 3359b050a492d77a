// Which page stands at which address. Each comes with its own file when somebody goes there.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import type { ProgramPage } from '../../../shared/protocol/program/pages.ts';
import { usePreferences } from '../model/use-preferences.ts';
import { languageFor } from '../words/languages.ts';
import { Broken } from './parts/Broken.tsx';
import { NotFound, Waiting } from './parts/Standing.tsx';
import { useAroundWords } from './words/around-words.ts';
import { ProgramLanguageContext, programLanguages } from './words/program-language.ts';

/** Given the ids of its address. */
type PageOf = ComponentType<{ readonly ids: Readonly<Record<string, string>> }>;

const page = (load: () => Promise<PageOf>) => lazy(async () => ({ default: await load() }));

const pages: Readonly<Record<ProgramPage, PageOf>> = {
  '/': page(async () => (await import('./pages/Start.tsx')).Start),
  '/enter': page(async () => (await import('./pages/Enter.tsx')).Enter),
  '/home': page(async () => (await import('./pages/Home.tsx')).Home),
  '/me': page(async () => (await import('./pages/MyAccount.tsx')).MyAccount),
  '/me/attendance': page(async () => (await import('./pages/MyMinutes.tsx')).MyMinutes),
  '/me/devices': page(async () => (await import('./pages/Devices.tsx')).Devices),
  '/me/kept': page(async () => (await import('./pages/Kept.tsx')).Kept),
  '/me/certificates': page(async () => (await import('./pages/MyCertificates.tsx')).MyCertificates),
  '/me/log': page(async () => (await import('./pages/MyLog.tsx')).MyLog),
  '/certificate': page(async () => (await import('./pages/CheckCertificate.tsx')).CheckCertificate),
  '/new': page(async () => (await import('./pages/NewGroup.tsx')).NewGroup),
  '/program/:p': page(async () => (await import('./pages/Program.tsx')).Program),
  '/program/:p/people': page(async () => (await import('./pages/People.tsx')).People),
  '/program/:p/import': page(async () => (await import('./pages/Import.tsx')).Import),
  '/program/:p/mail': page(async () => (await import('./pages/Mails.tsx')).Mails),
  '/program/:p/sign-in': page(async () => (await import('./pages/SignInWays.tsx')).SignInWays),
  '/program/:p/acts': page(async () => (await import('./pages/Acts.tsx')).Acts),
  '/program/:p/year': page(async () => (await import('./pages/Year.tsx')).Year),
  '/program/:p/systems': page(async () => (await import('./pages/Systems.tsx')).Systems),
  '/program/:p/systems/:w': page(async () => (await import('./pages/Webhook.tsx')).Webhook),
  '/docs': page(async () => (await import('./pages/Docs.tsx')).Docs),
  '/outbox': page(async () => (await import('./pages/Outbox.tsx')).Outbox),
  '/program/:p/new': page(async () => (await import('./pages/NewGroup.tsx')).NewGroup),
  '/group/:g': page(async () => (await import('./pages/Group.tsx')).Group),
  '/group/:g/series/new': page(async () => (await import('./pages/NewDates.tsx')).NewDates),
  '/group/:g/dates': page(async () => (await import('./pages/Dates.tsx')).Dates),
  '/group/:g/form': page(async () => (await import('./pages/Form.tsx')).FormPage),
  '/group/:g/contract': page(async () => (await import('./pages/Contract.tsx')).Contract),
  '/group/:g/feedback': page(async () => (await import('./pages/Feedback.tsx')).Feedback),
  '/group/:g/rotation': page(async () => (await import('./pages/Rotation.tsx')).Rotation),
  '/group/:g/attendance': page(async () => (await import('./pages/Attendance.tsx')).Attendance),
  '/group/:g/certificates': page(async () => (await import('./pages/GroupCertificates.tsx')).GroupCertificates),
  '/group/:g/mail': page(async () => (await import('./pages/GroupMails.tsx')).GroupMails),
  '/group/:g/links': page(async () => (await import('./pages/Links.tsx')).Links),
};

export function ProgramApp() {
  usePreferences();
  return (
    <ProgramLanguageContext value={languageFor(navigator.languages, programLanguages)}>
      <Suspense fallback={<Waiting />}>
        <SaysLanguage>
          <Broken>
            <Switch>
              {Object.entries(pages).map(([path, Page]) => (
                <Route key={path} path={path}>
                  {(ids) => <Page key={JSON.stringify(ids)} ids={ids as Readonly<Record<string, string>>} />}
                </Route>
              ))}
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Broken>
        </SaysLanguage>
      </Suspense>
    </ProgramLanguageContext>
  );
}

/** To whoever reads the page aloud. */
function SaysLanguage({ children }: { readonly children: ReactNode }) {
  const { language } = useAroundWords();
  document.documentElement.lang = language;
  return children;
}
