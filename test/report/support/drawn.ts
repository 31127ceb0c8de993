import type { Colors } from '../../../report/text/report-text';
import type { Journal } from '../../../experiment/journal/journal';
import { dashboardSvg } from '../../../report/chart/dashboard-svg';
import { reportContent } from '../../../report/content/report-content';
import { reportHtml } from '../../../report/html/report-html';
import { reportMarkdown } from '../../../report/markdown/report-markdown';
import { reportText } from '../../../report/text/report-text';

/** A journal's report as a page. */
export const pageOf = (journal: Journal): string => reportHtml(reportContent(journal));

/** The same as GitHub's Markdown. */
export const markdownOf = (journal: Journal): string => reportMarkdown(reportContent(journal));

/** The same on a terminal. */
export const terminalOf = (journal: Journal, colors: Colors, columns: number): string =>
  reportText(reportContent(journal), colors, columns);

/** The dashboard alone. */
export const dashboardOf = (journal: Journal): string => dashboardSvg(reportContent(journal));
