package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;

/**
 * One row as the application sees it, once.
 *
 * @param row the row
 * @param from the side it was read from
 * @param late whether a row of a later time, or a later one of its producer, was delivered before: only such rows can
 *     break the order of a key
 * @param filled whether it was fetched because its sequence was missing
 */
public record Delivery(OutputRow row, Side from, boolean late, boolean filled) {}
