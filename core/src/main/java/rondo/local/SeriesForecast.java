package rondo.local;

/**
 * What a model forecasts from one window, in the units of the series.
 *
 * @param key of the series
 * @param first place in it, from 0, of the first time step that is forecast
 * @param lastTime time of the time step before, the last one that was seen
 * @param times of the time steps that are forecast, as far as the table has them
 * @param values (H, series), or with quantiles (H, series x quantiles), those of a series together
 * @param actual (H, series) what there was; null where nobody knows yet
 */
public record SeriesForecast(
    String[] key, long first, long lastTime, long[] times, double[][] values, double[][] actual) {}
