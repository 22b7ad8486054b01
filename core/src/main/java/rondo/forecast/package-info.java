/**
 * The arithmetic of forecasting that learns nothing: windows of a series, naive forecasts, and what
 * errors are measured by. Numbers in, numbers out; it knows no files, no network and no scaling.
 */
package rondo.forecast;
