// The child process with all faces and voices, so that a crash in the native media library ends nothing else. It obeys the
// messages of media-messages.ts and ends with its parent.
import { Bot } from './bot.ts';
import type { FromMedia, ToMedia } from './media-messages.ts';

const bots = new Map<string, Bot>();
const framesEachMs = 100;

function tell(message: FromMedia): void {
  if (process.connected) process.send?.(message);
}

function takeAway(name: string, bot: Bot): void {
  if (bots.get(name) !== bot) return;
  bots.delete(name);
  tell({ type: 'left', name });
}

async function join(name: string, url: string): Promise<void> {
  await bots.get(name)?.leave();
  const bot: Bot = new Bot(
    name,
    (open) => tell({ type: 'opened', name, open }),
    () => takeAway(name, bot),
  );
  bots.set(name, bot);
  try {
    // The ticket in the address says who comes; the server itself makes the pass for the media server.
    await bot.join(url, 'none');
    tell({ type: 'joined', name });
  } catch {
    takeAway(name, bot);
  }
}

async function obey(message: ToMedia): Promise<void> {
  if (message.type === 'quit') return quit();
  if (message.type === 'join') return join(message.name, message.url);
  const bot = bots.get(message.name);
  if (!bot) return;
  if (message.type === 'open') bot.open(message.open);
  if (message.type === 'speak') bot.speak(message.on);
  if (message.type === 'leave') {
    takeAway(message.name, bot);
    await bot.leave();
  }
}

async function quit(): Promise<void> {
  const everybody = [...bots.values()];
  bots.clear();
  const all = Promise.allSettled(everybody.map((bot) => bot.leave()));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 1500))]);
  process.exit(0);
}

setInterval(() => {
  const now = Date.now();
  for (const bot of bots.values()) bot.tick(now);
}, framesEachMs);

process.on('message', (message: ToMedia) => void obey(message));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent decides when the faces go.
process.on('SIGINT', () => undefined);
