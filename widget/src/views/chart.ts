// Figures as a drawing, with the same figures in words for who does not see it, and as a table for who wants to read them.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Chart } from "../contract";
import { texts } from "../texts";
import { amount } from "../transcript";

/** What the drawing may measure: pixels of width, and the size of a letter. */
export interface Canvas {
  width: number;
  font: number;
}

const LETTER = 0.58; // width of an average letter, in font sizes

/** The chart with title, drawing, table, note and source. */
export function chart(data: Chart, canvas: Canvas, level: number): TemplateResult {
  const points = data.points.map((point) => `${point.label}: ${amount(point.value, data.unit)}`).join("; ");
  const kind = data.kind === "line" ? texts.chart.line : texts.chart.bar;
  const drawing = data.kind === "line" && data.points.length > 1 ? line(data, canvas) : bars(data, canvas);
  return html`<figure class="chart">
    <figcaption><div role="heading" aria-level=${level}>${data.title}</div></figcaption>
    <svg
      role="img"
      aria-label=${texts.chart.summary(kind, data.title, points)}
      width=${canvas.width}
      height=${drawing.height}
      viewBox="0 0 ${canvas.width} ${drawing.height}"
    >
      ${drawing.content}
    </svg>
    ${data.note ? html`<p class="note">${data.note}</p>` : nothing}
    ${data.source ? html`<p class="note">${texts.chart.source(data.source)}</p>` : nothing}
    <details>
      <summary>${texts.chart.table}</summary>
      <table>
        <caption class="hidden">
          ${data.title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.chart.label}</th>
            <th scope="col" class="figure">${data.unit ? `${texts.chart.value} (${data.unit})` : texts.chart.value}</th>
          </tr>
        </thead>
        <tbody>
          ${data.points.map(
            (point) =>
              html`<tr>
                <th scope="row">${point.label}</th>
                <td class="figure">${amount(point.value, "")}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}

interface Drawing {
  height: number;
  content: SVGTemplateResult[];
}

// Lying bars: labels of any length and any number of points stay readable on a phone.
function bars({ points, unit }: Chart, { width, font }: Canvas): Drawing {
  const largest = Math.max(...points.map((point) => point.value)) || 1;
  const unitInBar = unit === "%" ? unit : "";
  const values = points.map((point) => amount(point.value, unitInBar));
  const valueWidth = longest(values) * LETTER * font + font * 0.5;
  const labelWidth = longest(points.map((point) => point.label)) * LETTER * font + font * 0.75;
  const above = labelWidth > width * 0.4; // long labels stand above their bar
  const begin = above ? 0 : labelWidth;
  const room = Math.max(width - begin - valueWidth, font);
  const thickness = font * 1.25;
  const row = above ? font * 3.25 : font * 2;
  const content = points.map((point, index) => {
    const top = index * row + (above ? font * 1.5 : (row - thickness) / 2);
    const middle = top + thickness / 2;
    const length = Math.max((point.value / largest) * room, 2);
    return svg`<g class="bar">
      <text x="0" y=${above ? top - font * 0.75 : middle} dominant-baseline="central">${point.label}</text>
      <rect x=${begin} y=${top} width=${length} height=${thickness} rx="2" />
      <text class="value" x=${begin + length + font * 0.4} y=${middle} dominant-baseline="central">${values[index]}</text>
    </g>`;
  });
  return { height: Math.ceil(points.length * row), content };
}

function line({ points, unit }: Chart, { width, font }: Canvas): Drawing {
  const values = points.map((point) => amount(point.value, unit === "%" ? unit : ""));
  const ceiling = rounded(Math.max(...points.map((point) => point.value)) || 1);
  const scale = [0, ceiling / 2, ceiling].map((value) => ({ value, name: amount(value, unit === "%" ? unit : "") }));
  const left = longest(scale.map(({ name }) => name)) * LETTER * font + font * 0.6;
  const right = (longest(points.map((point) => point.label)) * LETTER * font) / 2;
  const [top, bottom] = [font * 1.75, font * 13];
  const x = (index: number): number => left + font + (index * (width - left - font - right)) / (points.length - 1);
  const y = (value: number): number => bottom - (value / ceiling) * (bottom - top);
  const step = Math.ceil((longest(points.map((point) => point.label)) * LETTER * font + font) / (x(1) - x(0)));
  const named = Math.ceil((longest(values) * LETTER * font + font * 0.5) / (x(1) - x(0)));
  const last = points.length - 1;
  const content = [
    ...scale.map(
      ({ value, name }) => svg`<line class="grid" x1=${left} x2=${width} y1=${y(value)} y2=${y(value)} />
        <text x=${left - font * 0.5} y=${y(value)} text-anchor="end" dominant-baseline="central">${name}</text>`,
    ),
    svg`<polyline points=${points.map((point, index) => `${x(index)},${y(point.value)}`).join(" ")} />`,
    ...points.map(
      (point, index) => svg`<circle cx=${x(index)} cy=${y(point.value)} r=${font * 0.28} />
        ${(last - index) % step ? nothing : svg`<text x=${x(index)} y=${bottom + font * 1.2} text-anchor="middle">${point.label}</text>`}
        ${
          (last - index) % named
            ? nothing
            : svg`<text class="value" x=${x(index)} y=${y(point.value) - font * 0.7} text-anchor="middle">${values[index]}</text>`
        }`,
    ),
  ];
  return { height: Math.ceil(bottom + font * 1.75), content };
}

const longest = (names: string[]): number => Math.max(...names.map((name) => name.length));

// The next round number: 1, 2, 2.5, 4, 5 or 10 times a power of ten.
function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 2.5, 4, 5].find((factor) => factor * power >= value) ?? 10);
}
