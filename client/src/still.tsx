// The doorstep as it stands before any script has run: drawn once by the build, filled in by the server for each person, and
// replaced by the live page as soon as that can act. `{{…}}` are the places that the server fills.
import { renderToStaticMarkup } from 'react-dom/server';
import { checkAddress } from '../../shared/protocol/addresses.ts';
import { noDeviceYet } from './model/device-check-props.ts';
import { SignOutContext } from './parts/SignOut.tsx';
import { Doorstep } from './screens/Doorstep.tsx';

const nothing = () => undefined;

export function still(): string {
  const drawn = renderToStaticMarkup(
    <div data-still="plain" data-kept="{{kept}}">
      {/* Signed in they are: what the live page has at its foot must not move the rest. */}
      <SignOutContext value={async () => false}>
        <Doorstep
          opensAt={null}
          groupName="{{groupName}}"
          myName="{{yourName}}"
          meeting={undefined}
          door="outside"
          contract={null}
          acceptContract={async () => false}
          devices={{ ...noDeviceYet, isAsking: true }}
          deviceActs={{ chooseCamera: nothing, chooseMicrophone: nothing, chooseSpeaker: nothing, askAgain: nothing }}
          enter={async () => ({ ok: false, trouble: 'unavailable' })}
          goAway={nothing}
          connection="open"
          obstacle={null}
          checkAddress={checkAddress('{{ref}}')}
        />
      </SignOutContext>
    </div>,
  );
  // A video that shows nothing yet would still hold up the first paint.
  return drawn.replace(/<video.*?<\/video>/, '<template>$&</template>');
}
