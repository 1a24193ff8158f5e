import * as d3 from 'd3';
import raw from './data.csv?raw';

interface Datum {
  city: string;
  month: string;
  mm: number;
}

const data: Datum[] = d3.csvParse(raw, (row) => ({ city: row.city!, month: row.month!, mm: +row.mm! }));
const byCity = d3.group(data, (d) => d.city);
const margin = { top: 20, right: 20, bottom: 30, left: 40 };
const width = 640 - margin.left - margin.right;
const height = 320 - margin.top - margin.bottom;

const svg = d3.select<HTMLDivElement, unknown>('#chart')
  .append('svg')
  .attr('viewBox', `0 0 640 320`)
  .attr('width', 640)
  .append('g')
  .attr('transform', `translate(${margin.left},${margin.top})`);

const x = d3.scaleBand<string>().domain(['Jan', 'Apr', 'Jul', 'Oct']).range([0, width]).padding(0.2);
const y = d3.scaleLinear().range([height, 0]);
const color = d3.scaleOrdinal(d3.schemeTableau10).domain([...byCity.keys()]);

svg.append('g').attr('transform', `translate(0,${height})`).call(d3.axisBottom(x));
const yAxis = svg.append('g').attr('class', 'y');
const tooltip = d3.select('#tooltip');

function update(city: string): void {
  const rows = byCity.get(city) ?? [];
  y.domain([0, d3.max(rows, (d) => d.mm) ?? 1]).nice();
  yAxis.transition().duration(300).call(d3.axisLeft(y).ticks(5));
  svg.selectAll<SVGRectElement, Datum>('.bar')
    .data(rows, (d) => d.month)
    .join((enter) => enter.append('rect').attr('class', 'bar').attr('y', height).attr('height', 0))
    .on('mousemove', (event: MouseEvent, d) => {
      tooltip.attr('hidden', null).style('left', `${event.pageX + 8}px`).style('top', `${event.pageY}px`).text(`${d.month}: ${d.mm} mm`);
    })
    .on('mouseleave', () => tooltip.attr('hidden', true))
    .attr('x', (d) => x(d.month)!)
    .attr('width', x.bandwidth())
    .attr('fill', color(city))
    .transition()
    .duration(300)
    .attr('y', (d) => y(d.mm))
    .attr('height', (d) => height - y(d.mm));
  d3.select('h1').text(`Rainfall in ${city}: ${d3.sum(rows, (d) => d.mm)} mm`);
}

d3.select('#controls')
  .selectAll('button')
  .data([...byCity.keys()])
  .join('button')
  .text((d) => d)
  .on('click', (_event, d) => update(d));

update('Bergen');
