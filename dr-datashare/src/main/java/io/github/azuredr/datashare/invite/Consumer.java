package io.github.azuredr.datashare.invite;

import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One consumer of the provider.
 *
 * @param id a name of the provider's own choosing, not the address; invitations are named after it
 * @param address how it is reached
 * @param stance when it wants to be invited
 * @param shares to which shares; empty means all
 * @param validFor how long an invitation may be answered; for ever when empty
 */
public record Consumer(
        String id, ConsumerAddress address, ConsumerStance stance, Set<String> shares, Optional<Duration> validFor) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,58}[a-z0-9]");

    /** Refuses an id that cannot be told apart from one with a counter at its end. */
    public Consumer {
        if (!ID.matcher(id).matches() || id.matches(".*-[0-9]+")) {
            throw new RecoveryException(
                    "Consumer.id is '" + id + "'.",
                    "use 2 to 60 lower-case letters, digits and hyphens, not ending with a hyphen and a number.");
        }
        if (validFor.isPresent()
                && (validFor.get().isNegative() || validFor.get().isZero())) {
            throw new RecoveryException(
                    "Consumer.validFor of '" + id + "' is not positive.", "give a real duration, or none.");
        }
        shares = Set.copyOf(shares.stream()
                .map(share -> share.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** A consumer of all shares, whose invitations do not expire. */
    public static Consumer of(String id, ConsumerAddress address, ConsumerStance stance) {
        return new Consumer(id, address, stance, Set.of(), Optional.empty());
    }

    /** This consumer, of these shares only. */
    public Consumer of(String... names) {
        return new Consumer(id, address, stance, Set.of(names), validFor);
    }

    /** This consumer, whose invitations expire. */
    public Consumer validFor(Duration time) {
        return new Consumer(id, address, stance, shares, Optional.of(time));
    }

    /** Whether it takes part in a share. */
    public boolean takes(String share) {
        return shares.isEmpty() || shares.contains(share.toLowerCase(Locale.ROOT));
    }
}
