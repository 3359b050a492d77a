// What a touch may ask for later comes with the room: then neither a network that has gone nor an update of the server stands between a person and a button.
import './FarewellPage.tsx';
import './media/level-meter.ts';
import './parts/SignOutSure.tsx';
import './screens/HelpSheet.tsx';
import './screens/NotSignedIn.tsx';
import './screens/Refused.tsx';
import './session/test-sound.ts';
