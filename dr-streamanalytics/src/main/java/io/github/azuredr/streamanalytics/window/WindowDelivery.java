package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.streamanalytics.output.OutputRow;

/**
 * One window as the application sees it.
 *
 * @param row key, window end and values; store it under key and window end
 * @param state how sure it is
 * @param revised whether it replaces a value that was delivered before and was not sure
 */
public record WindowDelivery(OutputRow row, WindowState state, boolean revised) {}
