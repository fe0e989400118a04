import { replay } from './replay.js';

const number = (value) => value.toLocaleString('en');

/**
 * Wires the form that replays the week; its button stops a replay that is under way.
 *
 * @param {HTMLFormElement} form
 * @param {{token: Function, channel: () => string}} context `channel` is the one that is shown
 */
export function replayForm(form, { token, channel }) {
  const button = form.querySelector('button');
  const label = button.textContent;
  let stop;

  form.addEventListener('submit', async (submitted) => {
    submitted.preventDefault();
    if (stop) return stop.abort();
    stop = new AbortController();
    button.textContent = 'Stop the replay';
    await run(form, { token, signal: stop.signal, channel: form.elements.into.checked ? channel() : undefined });
    stop = undefined;
    button.textContent = label;
  });
}

async function run(form, options) {
  const status = form.querySelector('[data-testid=replay-status]');
  const bar = form.querySelector('progress');
  const onProgress = (progress) => {
    bar.max = progress.total;
    bar.value = progress.sent + progress.failed;
    status.textContent = say(progress);
  };
  status.classList.remove('bad');
  status.removeAttribute('role');
  try {
    const end = await replay({ duration: Number(form.elements.duration.value), onProgress, ...options });
    // Only the end is read out; the steps would never stop talking.
    status.role = 'status';
    status.classList.toggle('bad', end.failed > 0);
    status.textContent = `${say(end)}${options.signal.aborted ? ', stopped' : ', done'}`;
  } catch (ended) {
    status.classList.add('bad');
    status.textContent = `The replay has stopped: ${ended.message}`;
  }
}

function say({ sent, failed, total, failure }) {
  const done = `${number(sent)} of ${number(total)} published`;
  return failed > 0 ? `${done}, ${number(failed)} refused: ${failure}` : done;
}
