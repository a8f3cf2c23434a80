package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be asked before an account is created: whether the region has the service, and whether a name is free. */
final class AccountDesk {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");

    private final ResourceManager arm;
    private final SimAnalytics analytics;
    private int most = 150;

    AccountDesk(ResourceManager arm, SimAnalytics analytics) {
        this.arm = arm;
        this.analytics = analytics;
    }

    void most(int accountsPerRegion) {
        most = accountsPerRegion;
    }

    SimResponse capability(ArmCall call) {
        String region = call.parameter("location").replace(" ", "").toLowerCase(Locale.ROOT);
        if (!AnalyticsProvider.REGIONS.contains(region)) {
            throw new ArmRefusal(
                    404,
                    "LocationNotSupported",
                    "The location '" + region + "' is not supported by " + AnalyticsProvider.NAMESPACE + ".");
        }
        String subscription = call.parameter("subscription");
        return SimResponse.json(
                200,
                Json.object()
                        .with("subscriptionId", subscription)
                        .with(
                                "state",
                                arm.isRegistered(subscription, AnalyticsProvider.NAMESPACE)
                                        ? "Registered"
                                        : "Unregistered")
                        .with("maxAccountCount", most)
                        .with("accountCount", count(subscription, region))
                        .with("migrationState", false)
                        .toString());
    }

    SimResponse checkName(ArmCall call) {
        Json body = call.body();
        if (!body.text("type").equals(Optional.of(AnalyticsProvider.TYPE))) {
            throw ArmRefusal.badRequest("InvalidRequestContent", "type must be " + AnalyticsProvider.TYPE + ".");
        }
        String name = body.text("name").orElse("");
        boolean legal = NAME.matcher(name).matches();
        boolean free = legal && !taken(name);
        Json answer = Json.object().with("nameAvailable", free);
        if (!free) {
            answer = answer.with("reason", legal ? "AlreadyExists" : "Invalid")
                    .with("message", legal ? "An account named '" + name + "' already exists." : invalid(name));
        }
        return SimResponse.json(200, answer.toString());
    }

    void requireLegal(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ArmRefusal.badRequest("AccountNameInvalid", invalid(name));
        }
    }

    /** Taken anywhere in the cloud, whoever's subscription has it. */
    void requireFree(String name) {
        if (taken(name)) {
            throw new ArmRefusal(409, "AccountNameUnavailable", "The account name '" + name + "' is not available.");
        }
    }

    void requireRoom(String subscription, String region) {
        if (count(subscription, region) >= most) {
            throw new ArmRefusal(
                    409,
                    "SubscriptionQuotaExceeded",
                    "The subscription has reached its limit of " + most + " accounts in " + region + ".");
        }
    }

    private long count(String subscription, String region) {
        return arm.resources().ofType("/subscriptions/" + subscription, AnalyticsProvider.TYPE).stream()
                .filter(account -> account.region().equals(region))
                .count();
    }

    private boolean taken(String name) {
        return analytics.book().account(name).isPresent()
                || arm.resources().ofType("/subscriptions", AnalyticsProvider.TYPE).stream()
                        .anyMatch(account -> account.name().equalsIgnoreCase(name));
    }

    private static String invalid(String name) {
        return "'" + name + "' is no account name: 3 to 24 lower-case letters and digits.";
    }
}
