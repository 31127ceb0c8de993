import type { DashboardPanel } from '../../experiment/journal/dashboard-record';

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of one column and one row of CloudWatch's grid, and between two panels. */
export const COLUMN = 50;
export const ROW = 43;
export const GAP = 12;

/** How large a panel is drawn. */
export function panelSize(panel: DashboardPanel): Size {
  return { width: panel.width * COLUMN - GAP, height: panel.height * ROW - GAP };
}
