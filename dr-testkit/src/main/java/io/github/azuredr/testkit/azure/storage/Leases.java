package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Optional;
import java.util.UUID;

/** The five lease verbs and the rule that a leased thing is changed only by its holder. */
final class Leases {
    private Leases() {}

    /** The lease after the verb, and the answer to the caller. */
    record Change(Lease after, SimResponse answer) {}

    static Change apply(Call call, Lease now, long millis) {
        String action = call.requireHeader("x-ms-lease-action");
        return switch (action) {
            case "acquire" -> acquire(call, now, millis);
            case "renew" -> renew(call, now, millis);
            case "change" -> change(call, now, millis);
            case "release" -> release(call, now);
            case "break" -> breakIt(call, now, millis);
            default -> throw Refusal.badHeader("x-ms-lease-action");
        };
    }

    /** The lease a new file is created under. */
    static Lease onCreate(Call call, Lease now, long millis) {
        return acquire(call, now, millis).after();
    }

    private static Change acquire(Call call, Lease now, long millis) {
        int seconds = number(call, "x-ms-lease-duration", -1);
        if (call.header("x-ms-lease-duration").isEmpty()) {
            throw Refusal.missingHeader("x-ms-lease-duration");
        }
        if (seconds != -1 && (seconds < 15 || seconds > 60)) {
            throw Refusal.badHeader("x-ms-lease-duration");
        }
        Optional<String> proposed = call.header("x-ms-proposed-lease-id");
        proposed.ifPresent(id -> checkId("x-ms-proposed-lease-id", id));
        Lease.State state = now.at(millis);
        if (state == Lease.State.BREAKING && now.heldBy(proposed.orElse(null))) {
            throw conflict("LeaseIsBreakingAndCannotBeAcquired", "The lease ID matched, but it is breaking.");
        }
        if (now.locks(millis) && !now.heldBy(proposed.orElse(null))) {
            throw conflict("LeaseAlreadyPresent", "There is already a lease present.");
        }
        String id = proposed.orElseGet(() -> UUID.randomUUID().toString());
        return new Change(granted(id, seconds, millis), answer(201).with("x-ms-lease-id", id));
    }

    private static Change renew(Call call, Lease now, long millis) {
        mustHold(call, now);
        if (now.broken()) {
            throw conflict("LeaseIsBrokenAndCannotBeRenewed", "The lease was broken and cannot be renewed.");
        }
        String id = call.requireHeader("x-ms-lease-id");
        return new Change(granted(id, now.seconds(), millis), answer(200).with("x-ms-lease-id", id));
    }

    private static Change change(Call call, Lease now, long millis) {
        String to = call.requireHeader("x-ms-proposed-lease-id");
        checkId("x-ms-proposed-lease-id", to);
        if (!now.heldBy(to)) {
            mustHold(call, now);
        }
        switch (now.at(millis)) {
            case BREAKING ->
                throw conflict("LeaseIsBreakingAndCannotBeChanged", "The lease is breaking and cannot be changed.");
            case BROKEN, EXPIRED, AVAILABLE ->
                throw conflict("LeaseNotPresentWithLeaseOperation", "There is currently no lease.");
            case LEASED -> {
                Lease after = new Lease(to, now.seconds(), now.endsMillis(), false);
                return new Change(after, answer(200).with("x-ms-lease-id", to));
            }
        }
        throw new IllegalStateException("unreachable: every state is handled above");
    }

    private static Change release(Call call, Lease now) {
        mustHold(call, now);
        return new Change(Lease.NONE, answer(200));
    }

    private static Change breakIt(Call call, Lease now, long millis) {
        int period = number(call, "x-ms-lease-break-period", -1);
        if (period < -1 || period > 60) {
            throw Refusal.badHeader("x-ms-lease-break-period");
        }
        Lease.State state = now.at(millis);
        if (state == Lease.State.AVAILABLE) {
            throw conflict("LeaseNotPresentWithLeaseOperation", "There is currently no lease.");
        }
        long remaining = state == Lease.State.BREAKING || (state == Lease.State.LEASED && now.seconds() >= 0)
                ? (now.endsMillis() - millis + 999) / 1000
                : state == Lease.State.LEASED ? Math.max(period, 0) : 0;
        long wait = period >= 0 ? Math.min(period, remaining) : remaining;
        Lease after = new Lease(now.id(), now.seconds(), millis + wait * 1000, true);
        return new Change(after, answer(202).with("x-ms-lease-time", Long.toString(wait)));
    }

    /** Refuses a change of a leased blob or path by anyone but the holder. */
    static void checkWrite(Call call, Lease lease, long millis) {
        check(call.header("x-ms-lease-id"), lease, millis, true, "Blob");
    }

    /** Refuses a read that names a lease which is not there. */
    static void checkRead(Call call, Lease lease, long millis) {
        check(call.header("x-ms-lease-id"), lease, millis, false, "Blob");
    }

    static void checkContainer(Call call, Lease lease, long millis, boolean write) {
        check(call.header("x-ms-lease-id"), lease, millis, write, "Container");
    }

    static void check(Optional<String> given, Lease lease, long millis, boolean write, String what) {
        if (given.isEmpty()) {
            if (write && lease.locks(millis)) {
                throw new Refusal(
                        412,
                        "LeaseIdMissing",
                        "There is currently a lease on the resource and no lease ID was specified in the request.");
            }
            return;
        }
        checkId("x-ms-lease-id", given.get());
        if (lease.locks(millis)) {
            if (!lease.heldBy(given.get())) {
                throw new Refusal(
                        412,
                        "LeaseIdMismatchWith" + what + "Operation",
                        "The lease ID specified did not match the lease ID for the resource.");
            }
        } else if (lease.heldBy(given.get())) {
            throw new Refusal(412, "LeaseLost", "A lease ID was specified, but the lease has expired.");
        } else {
            throw new Refusal(
                    412, "LeaseNotPresentWith" + what + "Operation", "There is currently no lease on the resource.");
        }
    }

    private static void mustHold(Call call, Lease now) {
        String id = call.requireHeader("x-ms-lease-id");
        checkId("x-ms-lease-id", id);
        if (now.id() == null) {
            throw conflict("LeaseNotPresentWithLeaseOperation", "There is currently no lease.");
        }
        if (!now.heldBy(id)) {
            throw conflict(
                    "LeaseIdMismatchWithLeaseOperation", "The lease ID specified did not match the lease ID held.");
        }
    }

    private static Lease granted(String id, int seconds, long millis) {
        return new Lease(id, seconds, millis + Math.max(seconds, 0) * 1000L, false);
    }

    private static int number(Call call, String header, int otherwise) {
        try {
            return call.header(header).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException noNumber) {
            throw Refusal.badHeader(header);
        }
    }

    private static void checkId(String header, String id) {
        try {
            UUID.fromString(id);
        } catch (IllegalArgumentException noUuid) {
            throw Refusal.badHeader(header);
        }
    }

    private static Refusal conflict(String code, String message) {
        return new Refusal(409, code, message);
    }

    private static SimResponse answer(int status) {
        return SimResponse.of(status);
    }
}
