const STEPS = [1, 2.5, 4, 5.5];

/** A row of a column's list, for a message. */
export function messageRow(message) {
  const row = element('li', 'row');
  const quake = asEarthquake(message.data);
  if (quake) row.append(magnitude(quake), element('span', 'what', quake.place), facts(message, ...quakeFacts(quake)));
  else
    row.append(
      element('span', 'name', message.event ?? 'message'),
      payload(message),
      facts(message, ...tagFacts(message)),
    );
  return row;
}

/** A row of its own for a hole that the service has told. */
export function gapRow({ reason, since, id }, missed) {
  const row = element('li', 'row gap');
  const what = missed === 1 ? '1 message' : `${missed.toLocaleString('en')} messages`;
  row.append(
    element('span', 'name', 'gap'),
    element('span', 'what', `${missed > 0 ? what : 'Messages'} cannot be had: ${reason}`),
    element('span', 'facts', `after ${short(since)}, goes on after ${short(id)}`),
  );
  row.title = `after ${since}, goes on after ${id}`;
  return row;
}

/** A position for people: its offset, and enough of its tag to tell it from another. */
export function short(position) {
  return position?.replace(/^(\d+-\d{4})\d+$/, '$1…') ?? '';
}

function asEarthquake(data) {
  return typeof data?.magnitude === 'number' && typeof data.place === 'string' ? data : undefined;
}

function magnitude({ magnitude: value }) {
  const badge = element('span', `magnitude step-${STEPS.filter((step) => value >= step).length}`, value.toFixed(1));
  badge.setAttribute('aria-label', `Magnitude ${value.toFixed(1)}`);
  badge.setAttribute('role', 'img');
  return badge;
}

function quakeFacts({ time, depth, tsunami }) {
  const when = new Date(time);
  return [
    Number.isNaN(when.getTime()) ? '' : `${when.toISOString().slice(5, 16).replace('T', ' ')} UTC`,
    typeof depth === 'number' ? `${depth.toFixed(0)} km` : '',
    tsunami ? 'tsunami' : '',
  ];
}

function tagFacts({ time, tags }) {
  return [time?.slice(11, 19) ?? '', ...Object.entries(tags ?? {}).map(([name, value]) => `${name}:${value}`)];
}

function payload({ data, data_base64: bytes, datacontenttype: type }) {
  return element('code', 'what', bytes === undefined ? JSON.stringify(data) : `${type}, base64 ${bytes}`);
}

function facts(message, ...texts) {
  const line = element('span', 'facts');
  const position = element('span', 'position', `#${message.id.split('-')[0]}`);
  position.title = message.id;
  line.append(element('span', '', texts.filter(Boolean).join(' · ')), position);
  return line;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
