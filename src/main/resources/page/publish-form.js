import { publish } from './publish.js';
import { short } from './rows.js';

const EXAMPLE = '{"magnitude": 6.4, "place": "18km NNE of Hualian, Taiwan", "depth": 17, "time": 1517932293000}';
const ADVICE = {
  channel: 'A channel is segments of letters, digits, _ ~ : and -, joined by dots',
  event: 'A name is up to 64 letters, digits, _ . and -, and not open, error, message, welcome, gap or bye',
  tags: 'Tags are written name:value, separated by commas',
};

/**
 * Wires the form that publishes one message.
 *
 * @param {HTMLFormElement} form
 * @param {Function} token brings a token for each request
 */
export function publishForm(form, token) {
  const { channel, event, data, tags } = form.elements;
  const result = form.querySelector('output');
  data.value = EXAMPLE;
  for (const field of [channel, event, data, tags]) field.addEventListener('input', () => check(field));

  form.addEventListener('submit', async (submitted) => {
    submitted.preventDefault();
    const wrong = [channel, event, data, tags].filter((field) => !check(field));
    if (wrong.length > 0) return wrong[0].focus();
    await send(
      { channel: channel.value, event: event.value, data: data.value, tags: pairs(tags.value) },
      token,
      result,
    );
  });
}

async function send(publication, token, result) {
  result.classList.remove('bad');
  result.textContent = 'Publishing …';
  try {
    const { channel, id } = await publish(publication, token);
    result.textContent = `Published to ${channel} as ${short(id)}`;
    result.title = id;
  } catch (ended) {
    result.classList.add('bad');
    result.textContent = `Not published: ${ended.message}`;
  }
}

/** Says beside the field what is wrong with it. */
function check(field) {
  field.setCustomValidity(field.name === 'data' ? jsonFault(field.value) : '');
  const fault = field.validity.valid
    ? ''
    : (field.validity.patternMismatch && ADVICE[field.name]) || field.validationMessage;
  const message = document.getElementById(field.getAttribute('aria-describedby'));
  message.textContent = fault;
  message.hidden = fault === '';
  field.setAttribute('aria-invalid', String(fault !== ''));
  return fault === '';
}

function jsonFault(text) {
  try {
    JSON.parse(text);
    return '';
  } catch (fault) {
    return `This is not JSON: ${fault.message}`;
  }
}

function pairs(text) {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)
    .map((tag) => [tag.slice(0, tag.indexOf(':')), tag.slice(tag.indexOf(':') + 1).trim()]);
}
