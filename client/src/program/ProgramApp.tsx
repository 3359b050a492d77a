// Which page stands at which address. Each comes with its own file when somebody goes there.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import type { ProgramPage } from '../../../shared/protocol/program/pages.ts';
import { usePreferences } from '../model/preferences.ts';
import { languageFor } from '../words/languages.ts';
import { Broken } from './parts/Broken.tsx';
import { NotFound, Waiting } from './parts/Standing.tsx';
import { useAroundWords } from './words/around-words.ts';
import { ProgramLanguageContext, programLanguages } from './words/program-language.ts';

/** Given the ids of its address. */
type PageOf = ComponentType<{ readonly ids: Readonly<Record<string, string>> }>;

const page = (load: () => Promise<PageOf>) => lazy(async () => ({ default: await load() }));

const pages: Readonly<Partial<Record<ProgramPage, PageOf>>> = {
  '/': page(async () => (await import('./pages/Start.tsx')).Start),
  '/enter': page(async () => (await import('./pages/Enter.tsx')).Enter),
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
