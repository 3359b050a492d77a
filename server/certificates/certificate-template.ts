// How a certificate lies on paper, in Typst's language. It gets ready words as JSON, which Typst draws as text and never reads as its own language.
// `fallback: false` keeps to our own faces: a name that these cannot draw is an error, also where the machine happens to have a face that could.

export const template = `
#let c = json(bytes(sys.inputs.certificate))
#let serif = ("Source Serif 4", "Noto Naskh Arabic", "Noto Sans SC")
#let sans = ("Figtree", "Source Serif 4", "Noto Naskh Arabic", "Noto Sans SC")
#let quiet = rgb("#5c5148")
#let rule = rgb("#c9bba9")
// The person's own words stand in their own direction and are read in their own script.
#let own(t) = text(lang: t.lang, dir: if t.isRtl { rtl } else { ltr }, t.text)
// As large as is wanted, or as its longest word lets it be: no word leaves the paper.
#let fitted(t, size, ..how) = layout(place => {
  let words = if t.lang == "zh" { t.text.clusters() } else { t.text.split(" ") }
  let widest = calc.max(..words.map(word => measure(text(size: size, ..how, own((..t, text: word)))).width))
  align(left, text(size: size * calc.min(1, place.width / calc.max(widest, 1pt)), ..how, own(t)))
})

#set document(title: c.title, author: c.issuer.text, date: none)
#set text(font: sans, fallback: false, lang: c.lang, size: 10pt, fill: rgb("#241d17"))
// Lines are as high in every script.
#set text(top-edge: 0.78em, bottom-edge: -0.22em)
#set par(leading: 0.3em)
#set page(
  paper: c.paper,
  margin: (x: 26mm, top: 20mm, bottom: 24mm),
  footer: context {
    set text(size: 8pt, fill: quiet)
    line(length: 100%, stroke: 0.4pt + rule)
    v(-4pt)
    grid(
      columns: (1fr, auto),
      c.foot,
      [#c.page #counter(page).display() / #counter(page).final().first()],
    )
  },
)
#show heading: it => block(text(font: serif, weight: "regular", it.body))
#show heading.where(level: 1): set text(size: 27pt)
#show heading.where(level: 2): set text(size: 13pt)

#fitted(c.issuer, 10pt, fill: quiet)
#v(3mm)
#heading(level: 1, c.heading)
#v(3mm)
#text(fill: quiet, c.certifies)
#block(above: 2mm, below: 4mm, fitted(c.name, 22pt, font: serif))
#c.attended
#block(above: 1.5mm, below: 5mm, fitted(c.group, 14pt, font: serif))

#for fact in c.facts {
  block(above: 0pt, below: 5pt, grid(
    columns: (52mm, 1fr),
    column-gutter: 5mm,
    text(fill: quiet, fact.label),
    if "own" in fact { stack(spacing: 3pt, ..fact.own.map(t => fitted(t, 10pt))) } else { text(weight: 600, fact.value) },
  ))
}

#if c.statements.len() > 0 {
  v(2.5mm)
  heading(level: 2, c.statementsHeading)
  v(1.5mm)
  for statement in c.statements {
    block(above: 0pt, below: 5pt, grid(
      columns: (52mm, 1fr),
      column-gutter: 5mm,
      text(weight: 600, statement.verdict),
      statement.text,
    ))
  }
}

#v(3mm)
#block(breakable: false, stroke: (left: 2pt + rgb("#a8793a")), inset: (left: 10pt, y: 4pt), {
  c.check
  linebreak()
  c.checkAt
  v(2pt)
  text(size: 13pt, weight: 600, tracking: 0.6pt, c.code)
})
#v(1mm)
#text(size: 8.5pt, fill: quiet, c.fine)
#v(2.5mm)
#heading(level: 2, c.meetingsHeading)
#v(1.5mm)
#table(
  columns: (1fr,) * c.columns.len(),
  stroke: (x, y) => (bottom: 0.4pt + rule),
  inset: (x: 0pt, y: 3.5pt),
  table.header(..c.columns.map(name => text(fill: quiet, name))),
  ..c.rows.flatten()
)
`;
