import { html, joined, trusted } from '../../../report/html/markup';

describe('a template of markup', () => {
  it('escapes every text that it is given, in elements and in attributes', () => {
    const text = `<script>alert("it's")</script> & more`;
    const escaped = '&lt;script&gt;alert(&quot;it&#39;s&quot;)&lt;/script&gt; &amp; more';
    expect(html`<p title="${text}">${text}</p>`.toString()).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('escapes the texts of a list, at any depth', () => {
    expect(html`<ul>${['<', [html`<li>`, '>']]}</ul>`.toString()).toBe('<ul>&lt;<li>&gt;</ul>');
  });

  it('leaves markup as it is, once and no more', () => {
    const inner = html`<b>${'a & b'}</b>`;
    expect(html`<p>${inner}</p>`.toString()).toBe('<p><b>a &amp; b</b></p>');
    expect(html`<svg>${trusted('<g/>')}</svg>`.toString()).toBe('<svg><g/></svg>');
  });

  it('says nothing for what is not there, and numbers as they are', () => {
    expect(html`<p>${null}${0}</p>`.toString()).toBe('<p>0</p>');
  });
});

it('parts are joined, those that are not there left out', () => {
  expect(joined([html`<p>`, null, '<', ''], '\n').toString()).toBe('<p>\n&lt;\n');
});
