package io.github.azuredr.azure;

import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an operation is asked about; signed, so it never prints.
 *
 * @param uri address on Azure Resource Manager's own host
 * @param asyncOperation whether the status is always in the body, as {@code Azure-AsyncOperation} promises
 */
record OperationPoll(URI uri, boolean asyncOperation) {
    private static final Logger LOG = LoggerFactory.getLogger(OperationPoll.class);

    /** The newest address: each answer may bring a fresh signature. Empty when the answer points to another host. */
    static Optional<OperationPoll> newest(ArmResponse answer, Optional<OperationPoll> before, ArmOrigin origin) {
        Optional<String> async = answer.header("Azure-AsyncOperation");
        if (async.isPresent()) {
            return own(async.get(), true, origin);
        }
        Optional<String> location = answer.header("Location");
        // Beside an Azure-AsyncOperation a Location names the final result, not the operation.
        boolean asksThere = location.isPresent() && before.stream().noneMatch(OperationPoll::asyncOperation);
        return asksThere ? own(location.get(), false, origin) : before;
    }

    static Optional<OperationPoll> own(String link, boolean asyncOperation, ArmOrigin origin) {
        Optional<OperationPoll> own = origin.own(link).map(uri -> new OperationPoll(uri, asyncOperation));
        if (own.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("link", Redaction.url(link))
                    .addKeyValue("arm", origin.host())
                    .log("poll address on another host refused, the resource is read instead");
        }
        return own;
    }

    @Override
    public String toString() {
        return "OperationPoll[" + Redaction.url(uri.toString()) + "]";
    }
}
