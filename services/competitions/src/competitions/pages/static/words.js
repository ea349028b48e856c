// Words for people come from the page, in its language, with places for values.

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
