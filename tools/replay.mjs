/**
 * `npm run replay -- COMMAND [--server URL]`: controls the recording that a mock server on this machine plays.
 *
 * pause, resume, speed N, jump MM:SS, loop on, loop off, status.
 */
const USAGE = `npm run replay -- COMMAND [--server URL]
  pause | resume       stand still, go on
  speed N              N times faster than recorded, 1 to 60
  jump MM:SS           go on from there in the recording
  loop on | loop off   begin again when the recording is over, or do not
  status               how it is played
  --server URL         (default http://127.0.0.1:9001)`;

/** What cannot be done, in words for whoever asked. */
class ReplayError extends Error {}

try {
  const { words, server } = readArguments(process.argv.slice(2));
  if (words.length === 0 || words[0] === 'help') {
    process.stdout.write(`${USAGE}\n`);
  } else {
    process.stdout.write(`${printState(await ask(server, readChange(words)))}\n`);
  }
} catch (error) {
  if (!(error instanceof ReplayError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const words = [...args];
  const at = words.findIndex((word) => word === '--server' || word.startsWith('--server='));
  if (at < 0) {
    return { words, server: 'http://127.0.0.1:9001' };
  }
  const [option = ''] = words.splice(at, 1);
  const text = option === '--server' ? words.splice(at, 1)[0] : option.slice('--server='.length);
  if (text === undefined || !URL.canParse(text)) {
    throw new ReplayError(
      `--server is a URL, as in http://127.0.0.1:9001, not ${JSON.stringify(text ?? '')}`,
    );
  }
  return { words, server: text };
}

/**
 * What is to be different; nothing to be told the state alone.
 *
 * @param {readonly string[]} words
 */
function readChange(words) {
  const [command = '', value = ''] = words;
  switch (command) {
    case 'status':
      return undefined;
    case 'pause':
      return { isPaused: true };
    case 'resume':
      return { isPaused: false };
    case 'speed':
      return { speed: readSpeed(value) };
    case 'jump':
      return { positionMs: readPosition(value) };
    case 'loop':
      if (value === 'on' || value === 'off') {
        return { isLooping: value === 'on' };
      }
      throw new ReplayError(`loop is on or off, not ${JSON.stringify(value)}`);
    default:
      throw new ReplayError(`There is no command ${JSON.stringify(command)}.\n\n${USAGE}`);
  }
}

/** @param {string} text */
function readSpeed(text) {
  const speed = text === '' ? NaN : Number(text);
  if (Number.isNaN(speed)) {
    throw new ReplayError(`speed is a number from 1 to 60, not ${JSON.stringify(text)}`);
  }
  return speed;
}

/** @param {string} text */
function readPosition(text) {
  const [, minutes, seconds] = /^(\d+):([0-5]\d)$/.exec(text) ?? [];
  if (minutes === undefined || seconds === undefined) {
    throw new ReplayError(
      `jump takes minutes and seconds of the recording, as in 2:30, not ${JSON.stringify(text)}`,
    );
  }
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}

/**
 * @param {string} server
 * @param {object | undefined} change
 */
async function ask(server, change) {
  const url = new URL('/api/replay', server);
  const request =
    change === undefined
      ? {}
      : { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) };
  const response = await fetch(url, request).catch(() => {
    throw new ReplayError(`No server answers at ${url.origin}: start one, or name it with --server.`);
  });
  const body = await response.json().catch(() => undefined);
  if (!response.ok || typeof body?.positionMs !== 'number') {
    const hint = body?.hint === undefined ? '' : ` ${body.hint}`;
    throw new ReplayError(
      `${url.origin}: ${body?.message ?? `answers ${response.status}, it plays no recording.`}${hint}`,
    );
  }
  return body;
}

/** @param {{ timeline: string, isPaused: boolean, speed: number, isLooping: boolean, positionMs: number, durationMs: number, nowMs: number, round: number }} state */
function printState({ timeline, isPaused, speed, isLooping, positionMs, durationMs, nowMs, round }) {
  const place = `${clockTime(positionMs)} of ${clockTime(durationMs)}`;
  const now = new Date(nowMs).toISOString();
  if (timeline === 'recorded') {
    return `at the recorded times: ${place}`;
  }
  const pace = isPaused ? `paused (speed ${speed})` : `playing at speed ${speed}`;
  return `${pace}, ${place}, round ${round}, loop ${isLooping ? 'on' : 'off'}; it is ${now}`;
}

/** @param {number} ms */
function clockTime(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
