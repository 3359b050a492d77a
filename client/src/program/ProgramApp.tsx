// Which page stands at which address. Each comes with its own file when somebody goes there.
import { type ComponentType, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import type { ProgramPage } from '../../../shared/protocol/program/pages.ts';
import { usePreferences } from '../model/use-preferences.ts';
import { lately } from '../parts/lately.ts';
import { languageFor } from '../words/languages.ts';
import { Broken } from './parts/Broken.tsx';
import { NotFound, Waiting } from './parts/Standing.tsx';
import { useAroundWords } from './words/around-words.ts';
import { ProgramLanguageContext, programLanguages } from './words/program-language.ts';

/** Given the ids of its address. */
type PageOf = ComponentType<{ readonly ids: Readonly<Record<string, string>> }>;

const pages: Readonly<Record<ProgramPage, PageOf>> = {
  '/': lately(async () => (await import('./pages/Start.tsx')).Start),
  '/enter': lately(async () => (await import('./pages/Enter.tsx')).Enter),
  '/home': lately(async () => (await import('./pages/Home.tsx')).Home),
  '/me': lately(async () => (await import('./pages/MyAccount.tsx')).MyAccount),
  '/me/attendance': lately(async () => (await import('./pages/MyMinutes.tsx')).MyMinutes),
  '/me/devices': lately(async () => (await import('./pages/Devices.tsx')).Devices),
  '/me/kept': lately(async () => (await import('./pages/Kept.tsx')).Kept),
  '/me/certificates': lately(async () => (await import('./pages/MyCertificates.tsx')).MyCertificates),
  '/me/log': lately(async () => (await import('./pages/MyLog.tsx')).MyLog),
  '/certificate': lately(async () => (await import('./pages/CheckCertificate.tsx')).CheckCertificate),
  '/new': lately(async () => (await import('./pages/NewGroup.tsx')).NewGroup),
  '/program/:p': lately(async () => (await import('./pages/Program.tsx')).Program),
  '/program/:p/people': lately(async () => (await import('./pages/People.tsx')).People),
  '/program/:p/import': lately(async () => (await import('./pages/Import.tsx')).Import),
  '/program/:p/mail': lately(async () => (await import('./pages/Mails.tsx')).Mails),
  '/program/:p/sign-in': lately(async () => (await import('./pages/SignInWays.tsx')).SignInWays),
  '/program/:p/acts': lately(async () => (await import('./pages/Acts.tsx')).Acts),
  '/program/:p/year': lately(async () => (await import('./pages/Year.tsx')).Year),
  '/program/:p/systems': lately(async () => (await import('./pages/Systems.tsx')).Systems),
  '/program/:p/systems/:w': lately(async () => (await import('./pages/Webhook.tsx')).Webhook),
  '/docs': lately(async () => (await import('./pages/Docs.tsx')).Docs),
  '/outbox': lately(async () => (await import('./pages/Outbox.tsx')).Outbox),
  '/program/:p/new': lately(async () => (await import('./pages/NewGroup.tsx')).NewGroup),
  '/group/:g': lately(async () => (await import('./pages/Group.tsx')).Group),
  '/group/:g/series/new': lately(async () => (await import('./pages/NewDates.tsx')).NewDates),
  '/group/:g/dates': lately(async () => (await import('./pages/Dates.tsx')).Dates),
  '/group/:g/form': lately(async () => (await import('./pages/Form.tsx')).FormPage),
  '/group/:g/contract': lately(async () => (await import('./pages/Contract.tsx')).Contract),
  '/group/:g/feedback': lately(async () => (await import('./pages/Feedback.tsx')).Feedback),
  '/group/:g/rotation': lately(async () => (await import('./pages/Rotation.tsx')).Rotation),
  '/group/:g/attendance': lately(async () => (await import('./pages/Attendance.tsx')).Attendance),
  '/group/:g/certificates': lately(async () => (await import('./pages/GroupCertificates.tsx')).GroupCertificates),
  '/group/:g/mail': lately(async () => (await import('./pages/GroupMails.tsx')).GroupMails),
  '/group/:g/links': lately(async () => (await import('./pages/Links.tsx')).Links),
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
