/**
 * Notices a peer that has gone without a word, which no browser tells by itself.
 *
 * @param {number} milliseconds the longest time between two signs of life
 * @param {() => void} whenSilent called once
 */
export function silence(milliseconds, whenSilent) {
  let timer = setTimeout(whenSilent, milliseconds);
  return {
    heard() {
      clearTimeout(timer);
      timer = setTimeout(whenSilent, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}
