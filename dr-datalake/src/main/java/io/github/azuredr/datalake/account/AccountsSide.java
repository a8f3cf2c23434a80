package io.github.azuredr.datalake.account;

/** A port that reaches a side's accounts, too. */
public interface AccountsSide {

    /** The accounts of this side; asked for before each call, so that an attempt that was overtaken makes none. */
    AnalyticsAccounts accounts();
}
