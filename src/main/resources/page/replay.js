import { newKey, publishAll } from './publish.js';

const LARGEST_CHUNK = 50;
const TICK = 200;

/**
 * Publishes a week of earthquakes once more.
 *
 * @param {object} options
 * @param {number} options.duration milliseconds that the week shall take; 0 is as fast as possible
 * @param {string} [options.channel] where all of them go; each to its own network's channel when there is none
 * @param {(state: object) => Promise<string>} options.token
 * @param {(progress: {sent: number, failed: number, total: number, failure?: string}) => void} options.onProgress
 * @param {AbortSignal} options.signal ends the replay early
 */
export async function replay({ duration, channel, token, onProgress, signal }) {
  const quakes = await week(channel);
  const dueIn = timetable(quakes, duration);
  const start = performance.now();
  const progress = { sent: 0, failed: 0, total: quakes.length, failure: undefined };
  for (let next = 0; next < quakes.length && !signal.aborted;) {
    const due = dueIn.findLastIndex((time) => time <= performance.now() - start) + 1;
    const chunk = quakes.slice(next, Math.min(due, next + LARGEST_CHUNK));
    if (chunk.length > 0) count(progress, await publishAll(chunk, token));
    next += chunk.length;
    onProgress({ ...progress });
    if (next === due) await new Promise((resolve) => setTimeout(resolve, TICK));
  }
  return progress;
}

/** The earthquakes as publications. Their keys are new, so that the week can be replayed again and again. */
async function week(channel) {
  const response = await fetch(new URL('earthquakes.ndjson', import.meta.url));
  if (!response.ok) throw new Error(`The earthquakes cannot be read (${response.status})`);
  const run = newKey();
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map((quake, index) => ({ ...quake, channel: channel ?? quake.channel, key: `${run}-${index}` }));
}

/** When each is due: as in that week, only faster. */
function timetable(quakes, duration) {
  const first = quakes[0].data.time;
  const length = quakes.at(-1).data.time - first;
  return quakes.map(({ data }) => ((data.time - first) / length) * duration);
}

function count(progress, results) {
  for (const { error } of results) {
    if (error) progress.failed++;
    else progress.sent++;
    progress.failure ??= error?.detail;
  }
}
