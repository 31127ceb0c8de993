import type * as ECharts from 'echarts';
import type { DashboardPanel } from '../../experiment/journal/dashboard-record';
import type { ChartFrame } from './frame';
import type { PlotArea } from './plot-option';
import { plotOption } from './plot-option';

/**
 * The axes, the fault's window, the marks and the lines of a panel, as a fragment of SVG of the given size. The
 * prefix keeps the ids of this fragment apart from those of the others in a document.
 */
export function panelPlot(
  panel: DashboardPanel,
  frame: ChartFrame,
  size: { readonly width: number; readonly height: number },
  area: PlotArea,
  prefix: string,
): string {
  const chart = echarts().init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(plotOption(panel, frame, area));
    return fragment(chart.renderToSVGString(), prefix);
  } finally {
    // Without it ECharts keeps a timer, and the process never ends.
    chart.dispose();
  }
}

/**
 * The common build of ECharts: it has lines and marks, and under tsx it loads in half the time of the whole, and still most commands draw nothing,
 * so it waits until it is needed. The parts under `echarts/core` are ESM only.
 */
function echarts(): typeof ECharts {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load lazily and stay synchronous
  return require('echarts/dist/echarts.common.min.js') as typeof ECharts;
}

/**
 * What ECharts drew, without its document. Its ids and classes count instances and would differ from one call to the next; its classes
 * and metadata serve a script that a file does not have.
 */
function fragment(svg: string, prefix: string): string {
  return svg
    .replace(/^<svg[^>]*>\s*<rect[^>]*><\/rect>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/<path d=""[^>]*><\/path>/g, '')
    .replace(/\bzr\d+-/g, `${prefix}-`)
    .replace(/\n+/g, '');
}
