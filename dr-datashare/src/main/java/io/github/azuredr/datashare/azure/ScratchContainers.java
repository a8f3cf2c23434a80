package io.github.azuredr.datashare.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmFailure;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.azure.AzureCloud;
import io.github.azuredr.datashare.resource.Scratch;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.datashare.resource.Tally;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A rehearsal's containers, through the blob endpoint of a target: made, counted, and deleted by the consumer itself. */
final class ScratchContainers {
    private static final String OWNER = "azuredr_rehearsal_of";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final AzureAccess azure;

    ScratchContainers(AzureAccess azure) {
        this.azure = azure;
    }

    Optional<Scratch> find(ScratchPlace place) {
        try {
            return Optional.of(calling(
                            "GET", place, () -> client(place).getPropertiesWithResponse(null, LONGEST, Context.NONE)))
                    .map(answer -> new Scratch(
                            answer.getValue().getETag(),
                            Optional.ofNullable(answer.getValue().getMetadata().get(OWNER))));
        } catch (ArmException refused) {
            if (refused.isNotFound()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    void create(ScratchPlace place, String owner) {
        calling("PUT", place, () -> client(place)
                .createWithResponse(Map.of(OWNER, owner), null, LONGEST, Context.NONE));
    }

    Tally tally(ScratchPlace place, String folder) {
        return calling("GET", place, () -> {
            Tally tally = new Tally(0, 0);
            ListBlobsOptions under = new ListBlobsOptions()
                    .setPrefix(folder + "/")
                    .setDetails(new BlobListDetails().setRetrieveMetadata(true));
            for (BlobItem file : client(place).listBlobs(under, LONGEST)) {
                boolean folderMark =
                        file.getMetadata() != null && file.getMetadata().containsKey("hdi_isfolder");
                if (!folderMark) {
                    tally = tally.plus(new Tally(1, file.getProperties().getContentLength()));
                }
            }
            return tally;
        });
    }

    void delete(ScratchPlace place) {
        calling("DELETE", place, () -> client(place).deleteWithResponse(null, LONGEST, Context.NONE));
    }

    /** One send each: the runner alone repeats. */
    private BlobContainerClient client(ScratchPlace place) {
        return new BlobContainerClientBuilder()
                .endpoint("https://" + place.storageAccount() + ".blob." + suffix())
                .containerName(place.container())
                .credential(azure.credential())
                .httpClient(azure.httpClient())
                .httpLogOptions(azure.logOptions())
                .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, LONGEST, null, null, null))
                .buildClient();
    }

    private String suffix() {
        String cloud = azure.cloud().name();
        return cloud.equals(AzureCloud.CHINA.name())
                ? "core.chinacloudapi.cn"
                : cloud.equals(AzureCloud.US_GOVERNMENT.name()) ? "core.usgovcloudapi.net" : "core.windows.net";
    }

    /** A refusal of the store as this module's callers know refusals. */
    private static <T> T calling(String method, ScratchPlace place, Supplier<T> call) {
        try {
            return call.get();
        } catch (BlobStorageException refused) {
            BlobErrorCode code = refused.getErrorCode();
            throw new ArmException(
                    ArmFailure.of(
                            method,
                            "container " + place,
                            refused.getStatusCode(),
                            code == null ? "unknown" : code.toString(),
                            String.valueOf(refused.getServiceMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")),
                    refused);
        }
    }
}
