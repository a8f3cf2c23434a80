package io.github.azuredr.journal;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attachments on both sides: written to both when healthy, to one when the other does not answer. */
public final class PairedAttachments implements Attachments {
    private static final Logger LOG = LoggerFactory.getLogger(PairedAttachments.class);

    private final Attachments a;
    private final Attachments b;

    /** Keeps content in both. */
    public PairedAttachments(Attachments a, Attachments b) {
        this.a = a;
        this.b = b;
    }

    @Override
    public String put(byte[] content) {
        RuntimeException first = null;
        String hash = null;
        for (Attachments side : new Attachments[] {a, b}) {
            try {
                hash = side.put(content);
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
                "an attachment of " + content.length + " bytes: neither side took it",
                "Restore access to one of the two places.",
                first);
    }

    @Override
    public Optional<byte[]> get(String hash) {
        RuntimeException first = null;
        for (Attachments side : new Attachments[] {a, b}) {
            try {
                Optional<byte[]> content = side.get(hash);
                if (content.isPresent()) {
                    return content;
                }
            } catch (RuntimeException e) {
                first = e;
            }
        }
        if (first != null) {
            throw new JournalException(
                    "attachment " + hash + ": one side does not have it, the other does not answer",
                    "Restore access to the place that had it.",
                    first);
        }
        return Optional.empty();
    }
}
