package io.github.azuredr.testkit.azure;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The switch panel of one simulated region; what is switched on survives a kill of the process when the Azure does.
 * Switches combine: a slow region can also be throttled. {@link #comeBack()} turns everything off.
 *
 * <p>The name {@code global} is the panel of the global endpoints.
 */
public final class SimRegion {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final SimState state;

    SimRegion(String name, SimState state) {
        this.name = name;
        this.state = state;
    }

    /** The Azure region name. */
    public String name() {
        return name;
    }

    /** Nothing in this region answers: every connection fails, after ten seconds of virtual time. */
    public SimRegion goDark() {
        return goDark(CONNECT_TIMEOUT);
    }

    /**
     * Nothing in this region answers. Work in progress stops, and the results of long-running operations are lost for
     * good.
     *
     * @param connectTimeout what one failed call costs its caller, in virtual time
     */
    public synchronized SimRegion goDark(Duration connectTimeout) {
        loseOperations();
        return save(kept().with("dark", true).with("timeoutMillis", connectTimeout.toMillis()));
    }

    /** Everything works again; results lost on the way stay lost. */
    public synchronized SimRegion comeBack() {
        return save(Json.object().with("generation", generation()));
    }

    /** Every answer takes this much (virtual) time. */
    public synchronized SimRegion slow(Duration delay) {
        return save(kept().with("delayMillis", delay.toMillis()));
    }

    /** Every call is answered with this status, until {@link #comeBack()}. */
    public SimRegion failing(int status) {
        return failing(status, 1.0);
    }

    /**
     * A share of the calls is answered with this status, evenly spread: with 0.25 every fourth call fails.
     *
     * @param ratio above 0, at most 1
     */
    public synchronized SimRegion failing(int status, double ratio) {
        if (!(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio must be above 0 and at most 1: " + ratio);
        }
        return save(kept().with("failing.status", requireError(status))
                .with("failing.perMillion", Math.round(ratio * 1_000_000))
                .with("failing.carry", 0));
    }

    /** The next calls, this many, are answered with this status. */
    public synchronized SimRegion failingNext(int status, int count) {
        return save(kept().with("failing.status", requireError(status))
                .with("failing.perMillion", 1_000_000)
                .with("failing.carry", 0)
                .with("failing.left", count));
    }

    /** Every call is refused as too many, with this Retry-After; whole seconds. */
    public synchronized SimRegion throttled(Duration retryAfter) {
        return save(kept().with("retryAfterSeconds", retryAfter.toSeconds()));
    }

    /** Creating more of this kind is refused; the kind is a resource type such as {@code storageAccounts}. */
    public synchronized SimRegion outOfQuota(String kind) {
        Set<String> kinds = new TreeSet<>(kept().texts("outOfQuota"));
        kinds.add(kind);
        return save(kept().with("outOfQuota", kinds));
    }

    /** The results of all long-running operations started here until now are gone; their effects go on. */
    public synchronized SimRegion loseOperations() {
        return save(kept().with("generation", generation() + 1));
    }

    /** Whether nothing here answers. */
    public boolean isDark() {
        return kept().flag("dark").orElse(false);
    }

    /** What a call to this region costs its caller when it is dark. */
    public Duration connectTimeout() {
        return Duration.ofMillis(kept().number("timeoutMillis").orElse(CONNECT_TIMEOUT.toMillis()));
    }

    /** Whether creating more of this kind is refused. */
    public boolean isOutOfQuota(String kind) {
        return new HashSet<>(kept().texts("outOfQuota")).contains(kind);
    }

    /** Grows whenever operation results were lost: a result kept under an older number no longer exists. */
    public long generation() {
        return kept().number("generation").orElse(0L);
    }

    Duration delay() {
        return Duration.ofMillis(kept().number("delayMillis").orElse(0L));
    }

    /** The Retry-After in seconds, when calls are refused as too many. */
    Optional<Long> throttle() {
        return kept().number("retryAfterSeconds");
    }

    /** The status to answer this call with instead of asking the service; counts the call. */
    synchronized Optional<Integer> nextFailure() {
        Json kept = kept();
        long left = kept.number("failing.left").orElse(Long.MAX_VALUE);
        if (!kept.has("failing") || left <= 0) {
            return Optional.empty();
        }
        long carry = kept.number("failing.carry").orElse(0L)
                + kept.number("failing.perMillion").orElse(0L);
        boolean fails = carry >= 1_000_000;
        Json next = kept.with("failing.carry", fails ? carry - 1_000_000 : carry);
        save(kept.has("failing.left") && fails ? next.with("failing.left", left - 1) : next);
        return fails ? kept.number("failing.status").map(Long::intValue) : Optional.empty();
    }

    private Json kept() {
        return state.get(key()).map(Json::from).orElseGet(Json::object);
    }

    private SimRegion save(Json conditions) {
        state.put(key(), conditions.bytes());
        return this;
    }

    private String key() {
        return "azure/regions/" + name;
    }

    private static int requireError(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be an error between 400 and 599: " + status);
        }
        return status;
    }

    @Override
    public String toString() {
        return "SimRegion[" + name + " " + kept() + "]";
    }
}
