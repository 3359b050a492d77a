// After meetings, for leaders: the group's own form, its results from five answers on, and consent to research.
import { Link } from 'wouter';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { NotFound, Standing } from '../parts/Standing.tsx';
import { useAfterWords } from '../words/after-words.ts';
import { Research } from './after/Research.tsx';
import { Results } from './after/Results.tsx';
import { SurveyForm } from './after/SurveyForm.tsx';

export function Feedback({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<GroupView>(api.group(ids.g ?? ''));
  const { feedback: words } = useAfterWords();
  return (
    <Standing asked={asked}>
      {({ id, name, you }) =>
        !you.leads && !you.coordinates ? (
          <NotFound />
        ) : (
          <GroupFrame
            id={id}
            name={name}
            heading={words.heading}
            title={words.title(name)}
            showsLinks={you.leads}
            showsMinutes={you.leads || you.coordinates}
            showsCertificates={you.coordinates}
            lead={words.lead}
            width="middle"
          >
            {you.leads && <SurveyForm group={id} />}
            {you.leads && <Results group={id} />}
            <Research group={id} mayAsk={you.leads} />
            {you.leads && (
              <p className={form.section} data-screen>
                <Link href={`/group/${id}/rotation`}>{words.toRotation}</Link>
              </p>
            )}
          </GroupFrame>
        )
      }
    </Standing>
  );
}
