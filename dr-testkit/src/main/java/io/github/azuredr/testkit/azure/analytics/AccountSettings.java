package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of an account: which there are, what they may be, and what they are unless said. */
final class AccountSettings {
    static final int MOST_JOBS = 20;
    private static final int MOST_UNITS = 250;
    private static final Set<String> SWITCH = Set.of("Enabled", "Disabled");
    private static final Map<String, Set<String>> WORDS = Map.of(
            "firewallState",
            SWITCH,
            "firewallAllowAzureIps",
            SWITCH,
            "newTier",
            Set.of(
                    "Consumption",
                    "Commitment_100AUHours",
                    "Commitment_500AUHours",
                    "Commitment_1000AUHours",
                    "Commitment_5000AUHours",
                    "Commitment_10000AUHours",
                    "Commitment_50000AUHours",
                    "Commitment_100000AUHours",
                    "Commitment_500000AUHours"));
    private static final List<Amount> NUMBERS = List.of(
            new Amount("maxJobCount", MOST_JOBS, 3),
            new Amount("maxDegreeOfParallelism", MOST_UNITS, 30),
            new Amount("maxDegreeOfParallelismPerJob", MOST_UNITS, 32),
            new Amount("minPriorityPerJob", Integer.MAX_VALUE, 1),
            new Amount("queryStoreRetention", 180, 30));

    private AccountSettings() {}

    private record Amount(String name, long most, int unlessSaid) {}

    /** Whether this is a setting. */
    static boolean isOne(String name) {
        return WORDS.containsKey(name)
                || NUMBERS.stream().anyMatch(number -> number.name().equals(name));
    }

    /** The properties of a new account before anyone has said anything. */
    static Json initial(int mostJobs) {
        Json fresh = Json.object()
                .with("firewallState", "Disabled")
                .with("firewallAllowAzureIps", "Disabled")
                .with("newTier", "Consumption")
                .with("currentTier", "Consumption")
                .with("systemMaxJobCount", mostJobs)
                .with("systemMaxDegreeOfParallelism", MOST_UNITS);
        for (Amount number : NUMBERS) {
            fresh = fresh.with(number.name(), number.unlessSaid());
        }
        return fresh;
    }

    /** Refuses what no account can have. */
    static void check(Json given, int mostJobs) {
        for (Map.Entry<String, Set<String>> word : WORDS.entrySet()) {
            Optional<String> value = given.text(word.getKey());
            if (given.has(word.getKey())
                    && value.filter(word.getValue()::contains).isEmpty()) {
                throw AccountPart.invalid("properties." + word.getKey(), "must be one of " + word.getValue());
            }
        }
        for (Amount number : NUMBERS) {
            Optional<Long> value = given.number(number.name());
            if (given.has(number.name()) && value.filter(any -> any >= 1).isEmpty()) {
                throw AccountPart.invalid("properties." + number.name(), "must be a whole number from 1 on");
            }
            long most = number.name().equals("maxJobCount") ? mostJobs : number.most();
            if (value.filter(much -> much > most).isPresent()) {
                throw ArmRefusal.badRequest(
                        "AccountLimitExceeded",
                        "The value " + value.get() + " of " + number.name() + " is above this subscription's limit of "
                                + most + ".");
            }
        }
    }

    /** The properties with these settings; the tier asked for takes effect at once. */
    static Json laidOver(Json properties, Json given) {
        Json changed = properties;
        for (String name : given.names()) {
            if (given.text(name).isPresent() && isOne(name)) {
                changed = changed.with(name, given.text(name).get());
            } else if (given.number(name).isPresent() && isOne(name)) {
                changed = changed.with(name, given.number(name).get());
            }
        }
        return changed.with("currentTier", changed.text("newTier").orElse("Consumption"));
    }
}
