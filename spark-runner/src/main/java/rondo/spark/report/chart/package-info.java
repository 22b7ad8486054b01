/**
 * Line charts as SVG text: no window system, no fonts, no network. Colours are CSS classes (s0, s1,
 * ...) that the page around defines, so that one chart suits light, dark and paper.
 */
package rondo.spark.report.chart;
