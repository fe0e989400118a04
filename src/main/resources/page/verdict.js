const number = (value) => value.toLocaleString('en');

/**
 * What the columns together say, in one sentence.
 *
 * @param {import('./column.js').Column[]} columns
 * @returns {{tone: 'good' | 'told' | 'bad' | 'waiting', text: string}}
 */
export function verdict(columns) {
  const trouble = columns.map(troubleOf).filter(Boolean);
  if (trouble.length > 0) return { tone: 'bad', text: `${trouble.join('; ')}.` };
  const live = columns.filter((column) => column.state === 'live');
  if (live.length === 0) return { tone: 'waiting', text: 'Not connected.' };
  const head = Math.max(...columns.map(({ integrity }) => integrity.offset ?? 0));
  const away = columns.filter((column) => column.state !== 'live' || (column.integrity.offset ?? 0) < head);
  if (away.length > 0)
    return { tone: 'waiting', text: `${names(away)} ${away.length === 1 ? 'is' : 'are'} away or behind.` };
  const agreed = head === 0 ? 'that nothing has come' : `up to message ${number(head)}`;
  const gaps = columns.filter(({ integrity }) => integrity.gaps > 0).map(gapOf);
  if (gaps.length > 0) return { tone: 'told', text: `${gaps.join('; ')}. All four agree ${agreed}; none twice.` };
  return { tone: 'good', text: `All four agree ${agreed}: none lost, none twice.` };
}

function troubleOf({ name, integrity: { lost, duplicates, disagreements } }) {
  const found = [
    lost > 0 && `lost ${number(lost)}`,
    duplicates > 0 && `received ${number(duplicates)} twice`,
    disagreements > 0 && `disagrees ${number(disagreements)} times`,
  ].filter(Boolean);
  return found.length > 0 && `${name} ${found.join(', ')}`;
}

function gapOf({ name, integrity: { missed } }) {
  return `${name} was told of a gap${missed > 0 ? ` of ${number(missed)}` : ''}`;
}

function names(columns) {
  return new Intl.ListFormat('en').format(columns.map((column) => column.name));
}
