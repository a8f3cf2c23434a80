package io.github.azuredr.datalake.azure;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.policy.StorageSharedKeyCredentialPolicy;
import io.github.azuredr.datalake.store.CopySource;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Under which right one side's files are copied by the other side's service. */
@FunctionalInterface
public interface CopyRights {
    /** The right to copy this version. */
    CopySource grant(BlobClient blob, LakeFile file);

    /** No right: bytes pass through this process. */
    static CopyRights none() {
        return (blob, file) -> {
            throw new LakeException(
                    LakeFailure.COPY_SOURCE_UNREACHABLE,
                    "No right was given under which " + file.path() + " could be copied by the service.",
                    null);
        };
    }

    /** A signature for one file and one hour, from the account key the client holds. */
    static CopyRights accountKey(Clock clock) {
        return (blob, file) -> {
            OffsetDateTime until = clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC);
            String sas = blob.generateSas(
                    new BlobServiceSasSignatureValues(until, new BlobSasPermission().setReadPermission(true)));
            return new CopySource(URI.create(blob.getBlobUrl() + "?" + sas), Optional.empty(), file);
        };
    }

    /** A shared access signature for the container or account. */
    static CopyRights signature(AzureSasCredential sas) {
        return (blob, file) -> {
            String query = sas.getSignature();
            String plain = query.startsWith("?") ? query.substring(1) : query;
            return new CopySource(URI.create(blob.getBlobUrl() + "?" + plain), Optional.empty(), file);
        };
    }

    /** The identity's own token; it needs to be allowed to read the blobs. */
    static CopyRights token(TokenCredential credential) {
        TokenRequestContext scope = new TokenRequestContext().addScopes("https://storage.azure.com/.default");
        return (blob, file) -> new CopySource(
                URI.create(blob.getBlobUrl()),
                Optional.of("Bearer " + credential.getTokenSync(scope).getToken()),
                file);
    }

    /** The account key where the client holds one, no right otherwise. */
    static CopyRights ofDefaults(com.azure.storage.blob.BlobContainerClient client, Clock clock) {
        for (int i = 0; i < client.getHttpPipeline().getPolicyCount(); i++) {
            if (client.getHttpPipeline().getPolicy(i) instanceof StorageSharedKeyCredentialPolicy) {
                return accountKey(clock);
            }
        }
        return none();
    }
}
