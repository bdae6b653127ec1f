/** HTML that is made of texts of others: what says something stays, and nothing of it does anything. */

const HTML = "http://www.w3.org/1999/xhtml";
/** What Markdown becomes, as CodeMirror writes it, with the attributes that say something. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      ..."p br hr em strong del blockquote ul li h1 h2 h3 h4 h5 h6".split(" "),
      ..."table thead tbody tr".split(" "),
    ].map((name) => [name, []]),
  ),
  a: ["href", "title"],
  code: ["class"],
  img: ["src", "alt", "title"],
  ol: ["start"],
  pre: ["class"],
  span: ["class"],
  td: ["align"],
  th: ["align"],
};
/** What an address may begin with: a link leads out of this page, a picture comes with it. */
const LEADS: Readonly<Record<string, RegExp>> = { href: /^https?:\/\//i, src: /^data:image\//i };

export function harmless(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const kept = document.createElement("div");
  kept.append(...[...body.childNodes].flatMap(said));
  return kept.innerHTML;
}

/** Of what is unknown stays what is said in it. */
function said(node: Node): Node[] {
  if (node instanceof Text) return [document.createTextNode(node.data)];
  const inside = [...node.childNodes].flatMap(said);
  if (!(node instanceof Element)) return inside;
  const known = node.namespaceURI === HTML && Object.hasOwn(SAYS, node.localName);
  return known ? [copied(node, inside)] : inside;
}

function copied(element: Element, inside: readonly Node[]): Element {
  const copy = document.createElement(element.localName);
  for (const name of SAYS[element.localName] ?? []) {
    const value = element.getAttribute(name);
    if (value !== null && (LEADS[name]?.test(value) ?? true)) copy.setAttribute(name, value);
  }
  if (copy.hasAttribute("href")) {
    copy.setAttribute("target", "_blank");
    copy.setAttribute("rel", "noopener noreferrer");
  }
  copy.append(...inside);
  return copy;
}
