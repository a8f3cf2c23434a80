package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attachments on both sides: written to both when healthy, to one when the other does not answer, and never to or from a
 * side that is taken as lost.
 */
public final class PairedAttachments implements Attachments {
    private static final Logger LOG = LoggerFactory.getLogger(PairedAttachments.class);

    private final Attachments a;
    private final Attachments b;
    private final List<Supplier<Optional<Side>>> lost;

    /** Keeps content in both. */
    public PairedAttachments(Attachments a, Attachments b) {
        this(a, b, List.of());
    }

    private PairedAttachments(Attachments a, Attachments b, List<Supplier<Optional<Side>>> lost) {
        this.a = a;
        this.b = b;
        this.lost = lost;
    }

    /** The same two places, without the one whose side is lost, asked before each call; beside any left out already. */
    public PairedAttachments avoiding(Supplier<Optional<Side>> lostSide) {
        List<Supplier<Optional<Side>>> more = new ArrayList<>(lost);
        more.add(lostSide);
        return new PairedAttachments(a, b, List.copyOf(more));
    }

    private List<Attachments> places() {
        Set<Side> avoided = EnumSet.noneOf(Side.class);
        lost.forEach(one -> one.get().ifPresent(avoided::add));
        List<Attachments> some = new ArrayList<>();
        if (!avoided.contains(Side.A)) {
            some.add(a);
        }
        if (!avoided.contains(Side.B)) {
            some.add(b);
        }
        return some;
    }

    @Override
    public String put(byte[] content) {
        RuntimeException first = null;
        String hash = null;
        for (Attachments place : places()) {
            try {
                hash = place.put(content);
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("reason", e.getClass().getSimpleName())
                        .log("an attachment is kept on one side only");
                first = e;
            }
        }
        if (hash != null) {
            return hash;
        }
        throw new JournalException(
                "an attachment of " + content.length + " bytes: no side that is not lost took it",
                "Restore access to one of the two places.",
                first);
    }

    @Override
    public Optional<byte[]> get(String hash) {
        RuntimeException first = null;
        for (Attachments place : places()) {
            try {
                Optional<byte[]> content = place.get(hash);
                if (content.isPresent()) {
                    return content;
                }
            } catch (RuntimeException e) {
                first = e;
            }
        }
        if (first != null) {
            throw new JournalException(
                    "attachment " + hash + ": a side does not answer, and no other has it",
                    "Restore access to the place that had it.",
                    first);
        }
        return Optional.empty();
    }
}
