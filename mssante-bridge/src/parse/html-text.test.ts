import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlToText } from './html-text.ts';

test.each([
  ['<p>Un</p><p>Deux</p>', 'Un\n\nDeux'],
  ['Un<br>Deux<br/>Trois', 'Un\nDeux\nTrois'],
  ['<ul><li>fer</li><li>zinc</li></ul>', 'fer\n\nzinc'],
  ['<table><tr><td>Na</td><td>140</td></tr></table>', 'Na\t140'],
  ['a &lt; b &amp;&amp; c&nbsp;d &eacute;&#233;&#xe9; &inconnu;', 'a < b && c d ééé &inconnu;'],
  ['<style>p{}</style><title>t</title>corps<script>if (a<b) {}</script>', 'corps'],
  ['température < 38 et > 36', 'température < 38 et > 36'],
  ['<!-- caché -->visible<!doctype html>', 'visible'],
  ['<p title="a>b">x</p>', 'b">x'],
  ['fin coupée <a href="x', 'fin coupée'],
  ['&#0;&#x110000;&#55296;x', 'x'],
  ['<svg/>après', 'après'],
])('%s', (html, text) => {
  expect(htmlToText(html).toWellFormed().replaceAll('\ufffd', '')).toBe(text);
});

test('words outside markup are never lost', () => {
  const word = fc.stringMatching(/^[a-zé]{1,8}$/);
  const tag = fc.constantFrom('<p>', '</p>', '<br>', '<div class="x">', '</div>', '<td>', '<b>', '</b>');
  fc.assert(
    fc.property(fc.array(fc.tuple(tag, word)), (pairs) => {
      const text = htmlToText(pairs.map(([open, inside]) => `${open} ${inside} `).join(''));
      expect(text.split(/\s+/).filter(Boolean)).toEqual(pairs.map(([, inside]) => inside));
    }),
  );
});
