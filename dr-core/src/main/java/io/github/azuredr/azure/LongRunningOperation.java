package io.github.azuredr.azure;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An operation that goes on after its answer. The poll address tells when to look; what became of it is read from the
 * resource, because a poll that fails, vanishes or answers 200 too early says nothing about the operation. Immutable.
 */
public final class LongRunningOperation {
    private final ArmClient arm;
    private final String path;
    private final Optional<OperationAnswer> first;
    private final Optional<OperationPoll> poll;

    private LongRunningOperation(
            ArmClient arm, String path, Optional<OperationAnswer> first, Optional<OperationPoll> poll) {
        this.arm = arm;
        this.path = path;
        this.first = first;
        this.poll = poll;
    }

    /** The operation that an effect's answer began, or already ended. */
    public static LongRunningOperation started(ArmClient arm, ArmRequest effect, ArmResponse answer) {
        OperationAnswer first =
                OperationAnswer.first(answer, arm.origin(), arm.time().now());
        Optional<OperationPoll> poll =
                first instanceof OperationAnswer.Running running ? running.poll() : Optional.empty();
        return new LongRunningOperation(arm, effect.path(), Optional.of(first), poll);
    }

    /** The operation a token stands for; a token that points to another host is watched by its resource alone. */
    public static LongRunningOperation resumed(ArmClient arm, ResumeToken token) {
        return new LongRunningOperation(arm, token.path(), Optional.empty(), token.poll(arm.origin()));
    }

    /**
     * The operation whose answer or token was lost: only its resource can tell.
     *
     * @param path the resource path it works on
     */
    public static LongRunningOperation lost(ArmClient arm, String path) {
        return new LongRunningOperation(arm, path, Optional.empty(), Optional.empty());
    }

    /**
     * Watches until the operation has ended or the time is up. What a poll meets is never thrown and never believed; the
     * reader's {@link ArmException} counts as "cannot be told".
     *
     * @param reader reads the resource and recognises the wanted state
     * @param within how long to watch at most; zero looks once
     * @param pause the only way this waits, such as a step's {@code at::pause}
     */
    public OperationResult await(ResourceReader reader, Duration within, Consumer<Duration> pause) {
        OperationWatch watch = new OperationWatch(arm, path, reader, within, pause);
        return watch.from(first.orElseGet(() -> watch.ask(poll)));
    }

    /** What goes on watching in another process. */
    public ResumeToken token() {
        return new ResumeToken(path, poll);
    }

    @Override
    public String toString() {
        return "LongRunningOperation[" + path + "]";
    }
}
