import { Announcer } from './announcer.js';
import { Column } from './column.js';
import { publishForm } from './publish-form.js';
import { replayForm } from './replay-form.js';
import { TokenSource } from './token.js';
import { connect as longPoll } from './transports/long-poll.js';
import { connect as shortPoll } from './transports/short-poll.js';
import { connect as sse } from './transports/sse.js';
import { connect as websocket } from './transports/websocket.js';
import { verdict } from './verdict.js';

const TRANSPORTS = [
  { id: 'websocket', name: 'WebSocket', how: 'both ways, one connection', connect: websocket },
  { id: 'sse', name: 'Server-Sent Events', how: 'one long answer', connect: sse },
  { id: 'long-poll', name: 'Long poll', how: 'asks, and waits for news', connect: longPoll },
  { id: 'short-poll', name: 'Short poll', how: 'asks again and again', connect: shortPoll },
];
const QUIET = 400;

const watch = document.querySelector('#watch');
const all = document.querySelector('#all');
const summary = document.querySelector('#verdict');
const announcer = new Announcer(document.querySelector('#announcer'));
const tokens = new TokenSource(askForToken);
const columns = TRANSPORTS.map(
  (transport) => new Column(transport, { token: tokens.token, interval: () => Number(watch.interval.value), onChange }),
);
let judging;

function start() {
  const asked = new URLSearchParams(location.search);
  watch.channel.value = asked.get('channel') ?? 'quakes.us';
  watch.since.value = asked.get('since') ?? 'latest';
  watch.addEventListener('submit', onWatch);
  all.addEventListener('click', onAll);
  document.querySelector('#token').addEventListener('submit', onToken);
  publishForm(document.querySelector('#publish'), tokens.token);
  replayForm(document.querySelector('#replay'), { token: tokens.token, channel: () => columns[0].channel });
  if (watch.reportValidity()) watchNow();
}

function onWatch(event) {
  event.preventDefault();
  watchNow();
}

function watchNow() {
  const channel = watch.channel.value;
  const chain = new Map();
  for (const column of columns) column.watch(channel, watch.since.value, chain);
  document.querySelector('#publish').elements.channel.value = channel;
}

function onAll() {
  const connected = columns.some((column) => column.connected);
  for (const column of columns) connected ? column.disconnect() : column.connect();
}

function askForToken(why) {
  const form = document.querySelector('#token');
  form.hidden = false;
  document.querySelector('#token-why').textContent = why;
}

function onToken(event) {
  event.preventDefault();
  const form = event.currentTarget;
  tokens.bring(form.elements.token.value.trim());
  form.reset();
  watchNow();
}

function onChange() {
  all.textContent = columns.some((column) => column.connected) ? 'Disconnect all' : 'Connect all';
  clearTimeout(judging);
  judging = setTimeout(judge, QUIET);
  if (summary.dataset.tone !== 'bad') show({ tone: 'waiting', text: 'Messages are coming in …' });
}

function judge() {
  const found = verdict(columns);
  show(found);
  announcer.say(found.text);
}

function show({ tone, text }) {
  summary.dataset.tone = tone;
  summary.textContent = text;
}

start();
