package io.github.azuredr.datashare.inventory;

import io.github.azuredr.datashare.resource.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One share with all that belongs to it, each list ordered by name.
 *
 * @param share the share itself
 * @param dataSets what is shared
 * @param schedules when snapshots are due
 * @param invitations who was asked to subscribe; holds e-mail addresses
 * @param subscriptions who subscribed; holds e-mail addresses
 */
public record ShareEntry(
        Named share, List<Named> dataSets, List<Named> schedules, List<Named> invitations, List<Named> subscriptions) {
    static final Comparator<Named> BY_NAME = Comparator.comparing(
                    (Named one) -> one.name().toLowerCase(Locale.ROOT))
            .thenComparing(Named::name);

    /** Copies and orders the lists. */
    public ShareEntry {
        dataSets = dataSets.stream().sorted(BY_NAME).toList();
        schedules = schedules.stream().sorted(BY_NAME).toList();
        invitations = invitations.stream().sorted(BY_NAME).toList();
        subscriptions = subscriptions.stream().sorted(BY_NAME).toList();
    }

    /** The share's name. */
    public String name() {
        return share.name();
    }

    /** Finds by name, which Azure compares without case. */
    public static Optional<Named> find(List<Named> among, String name) {
        return among.stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
    }
}
