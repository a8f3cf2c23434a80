package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import java.util.regex.Pattern;

/** What an account has many of: how the service calls them and what they may hold. */
enum AccountPart {
    STORE("dataLakeStoreAccounts", "suffix"),
    STORAGE("storageAccounts", "accessKey|suffix"),
    POLICY("computePolicies", "objectId|objectType|maxDegreeOfParallelismPerJob|minPriorityPerJob"),
    RULE("firewallRules", "startIpAddress|endIpAddress");

    private static final Pattern ADDRESS = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    private static final Pattern GUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String segment;
    private final Pattern members;

    AccountPart(String segment, String members) {
        this.segment = segment;
        this.members = Pattern.compile(members);
    }

    String segment() {
        return segment;
    }

    /** Refuses properties that this kind does not have, or values they cannot have. */
    void check(Json properties) {
        for (String name : properties.names()) {
            if (!members.matcher(name).matches()) {
                throw invalid("properties." + name, "is not known here");
            }
        }
        switch (this) {
            case STORE -> {}
            case STORAGE -> requireText(properties, "accessKey", Pattern.compile(".+"));
            case POLICY -> policy(properties);
            case RULE -> {
                requireText(properties, "startIpAddress", ADDRESS);
                requireText(properties, "endIpAddress", ADDRESS);
                if (number(properties, "startIpAddress") > number(properties, "endIpAddress")) {
                    throw invalid("properties.endIpAddress", "must not be below startIpAddress");
                }
            }
        }
    }

    private static void policy(Json properties) {
        requireText(properties, "objectId", GUID);
        requireText(properties, "objectType", Pattern.compile("User|Group|ServicePrincipal"));
        boolean limits = false;
        for (String name : new String[] {"maxDegreeOfParallelismPerJob", "minPriorityPerJob"}) {
            limits |= properties.has(name);
            if (properties.has(name)
                    && properties.number(name).filter(any -> any >= 1).isEmpty()) {
                throw invalid("properties." + name, "must be a whole number from 1 on");
            }
        }
        if (!limits) {
            throw invalid("properties", "must set maxDegreeOfParallelismPerJob, minPriorityPerJob or both");
        }
    }

    private static void requireText(Json properties, String name, Pattern form) {
        if (properties.text(name).filter(form.asMatchPredicate()).isEmpty()) {
            throw invalid("properties." + name, "is missing or malformed");
        }
    }

    private static long number(Json properties, String name) {
        long value = 0;
        for (String part : properties.text(name).orElseThrow().split("\\.")) {
            if (Integer.parseInt(part) > 255) {
                throw invalid("properties." + name, "is no IPv4 address");
            }
            value = value * 256 + Integer.parseInt(part);
        }
        return value;
    }

    static ArmRefusal invalid(String field, String rule) {
        return ArmRefusal.badRequest("InvalidRequestPropertyValue", "The property '" + field + "' " + rule + ".");
    }
}
