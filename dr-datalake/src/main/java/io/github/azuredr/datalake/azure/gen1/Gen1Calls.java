package io.github.azuredr.datalake.azure.gen1;

import com.microsoft.azure.datalake.store.ADLException;
import com.microsoft.azure.datalake.store.ADLStoreClient;
import com.microsoft.azure.datalake.store.Core;
import com.microsoft.azure.datalake.store.DirectoryEntry;
import com.microsoft.azure.datalake.store.OperationResponse;
import com.microsoft.azure.datalake.store.RequestOptions;
import com.microsoft.azure.datalake.store.SyncFlag;
import com.microsoft.azure.datalake.store.UserGroupRepresentation;
import com.microsoft.azure.datalake.store.acl.AclEntry;
import com.microsoft.azure.datalake.store.acl.AclStatus;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One request per method to the account, sent once; failures by what may be done about them. Paths are rooted. */
final class Gen1Calls {
    /** The largest body of one request. */
    static final int LARGEST_BODY = 4 * 1024 * 1024;

    /** As many entries as the service puts on a page. */
    static final int PAGE = 4000;

    private static final UserGroupRepresentation IDS = UserGroupRepresentation.OID;

    private final ADLStoreClient client;
    private final int timeout;

    Gen1Calls(Gen1Account account) {
        this.client = account.client();
        this.timeout = (int) account.timeout().toMillis();
    }

    Optional<DirectoryEntry> status(String path) {
        try {
            return Optional.of(call(
                    "look at " + path, (options, answer) -> Core.getFileStatus(path, IDS, client, options, answer)));
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Up to a page of a directory's entries, in order; fewer only when there are no more. */
    List<DirectoryEntry> list(String path, @Nullable String after) {
        try {
            return client.enumerateDirectory(path, PAGE, after, null, IDS);
        } catch (ADLException refused) {
            throw failure(
                    "list " + path,
                    refused.httpResponseCode,
                    refused.remoteExceptionName,
                    refused.httpResponseCode == 0);
        } catch (IOException broken) {
            throw failure("list " + path, 0, null, true);
        }
    }

    byte[] read(String path, long offset, int length) {
        InputStream stream = call(
                "read " + path, (options, answer) -> Core.open(path, offset, length, null, client, options, answer));
        try (stream) {
            return stream.readNBytes(length);
        } catch (IOException broken) {
            throw failure("read " + path, 0, null, true);
        }
    }

    /** Creates a file with all its bytes, which must fit in one request. */
    void create(String path, byte[] content, boolean overwrite) {
        done("create " + path, (options, answer) -> {
            Core.create(
                    path,
                    overwrite,
                    null,
                    content,
                    0,
                    content.length,
                    null,
                    null,
                    true,
                    SyncFlag.CLOSE,
                    client,
                    options,
                    answer);
            return true;
        });
    }

    void concat(String path, List<String> sources) {
        done("join the parts of " + path, (options, answer) -> {
            Core.concat(path, sources, client, options, answer);
            return true;
        });
    }

    /** Whether the service says that it did. */
    boolean rename(String from, String to, boolean overwrite) {
        return done("rename to " + to, (options, answer) -> Core.rename(from, to, overwrite, client, options, answer));
    }

    /** Whether the service says that it did; a directory must be empty. */
    boolean delete(String path) {
        return done("delete " + path, (options, answer) -> Core.delete(path, false, client, options, answer));
    }

    void makeDirectory(String path) {
        done("make the directory " + path, (options, answer) -> Core.mkdirs(path, null, client, options, answer));
    }

    AclStatus access(String path) {
        return call(
                "read the access of " + path,
                (options, answer) -> Core.getAclStatus(path, IDS, client, options, answer));
    }

    void setAcl(String path, List<AclEntry> entries) {
        done("set the access of " + path, (options, answer) -> {
            Core.setAcl(path, entries, client, options, answer);
            return true;
        });
    }

    void setOwner(String path, String owner, String group) {
        done("set the owner of " + path, (options, answer) -> {
            Core.setOwner(path, owner, group, client, options, answer);
            return true;
        });
    }

    /** When the file goes by itself, in milliseconds since 1970. */
    void setExpiry(String path, long at) {
        done("set the expiry of " + path, (options, answer) -> {
            Core.setExpiryTime(
                    path, com.microsoft.azure.datalake.store.ExpiryOption.Absolute, at, client, options, answer);
            return true;
        });
    }

    private boolean done(String what, BiFunction<RequestOptions, OperationResponse, Boolean> request) {
        return call(what, request);
    }

    private <T> T call(String what, BiFunction<RequestOptions, OperationResponse, T> request) {
        RequestOptions options = new RequestOptions();
        options.timeout = timeout;
        options.retryPolicy = (status, thrown) -> false;
        OperationResponse answer = new OperationResponse();
        T result = request.apply(options, answer);
        if (!answer.successful || result == null) {
            boolean lost = answer.ex != null || answer.httpResponseCode < 300;
            throw failure(what, answer.httpResponseCode, answer.remoteExceptionName, lost);
        }
        return result;
    }

    /** The client's own exception is left out: its text holds nothing that helps, and may hold what must not be shown. */
    private static LakeException failure(String what, int status, @Nullable String exception, boolean lost) {
        if (lost || status == 0) {
            return new LakeException(LakeFailure.NO_ANSWER, what + ": no answer from the service.", null);
        }
        String name = exception == null ? "" : exception;
        return new LakeException(
                kind(status, name), what + ": " + status + (name.isEmpty() ? "" : " " + name) + ".", null);
    }

    private static LakeFailure kind(int status, String exception) {
        return switch (exception) {
            case "FileNotFoundException" -> LakeFailure.NOT_FOUND;
            case "FileAlreadyExistsException", "BadOffsetException" -> LakeFailure.CONDITION_NOT_MET;
            case "ThrottledException" -> LakeFailure.BUSY;
            case "AccessControlException", "SecurityException" -> LakeFailure.DENIED;
            default ->
                switch (status) {
                    case 401 -> LakeFailure.DENIED;
                    case 404 -> LakeFailure.NOT_FOUND;
                    case 409 -> LakeFailure.CONDITION_NOT_MET;
                    case 429, 503 -> LakeFailure.BUSY;
                    case 408, 500, 502, 504 -> LakeFailure.NO_ANSWER;
                    default -> LakeFailure.REFUSED;
                };
        };
    }
}
