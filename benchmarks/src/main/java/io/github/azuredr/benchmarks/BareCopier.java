package io.github.azuredr.benchmarks;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The loop one would write with the official client: list, read, check the MD5, write with it where nothing is. */
final class BareCopier implements Copier {
    private final ExecutorService threads;

    BareCopier(ExecutorService threads) {
        this.threads = threads;
    }

    @Override
    public void sync(Azurite from, Azurite to, String container) throws Exception {
        BlobContainerClient source = from.container(container);
        BlobContainerClient target = to.container(container);
        List<Callable<Void>> copies = new ArrayList<>();
        for (BlobItem item : source.listBlobs()) {
            copies.add(() -> {
                copy(source, target, item.getName());
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(copies)) {
            done.get();
        }
    }

    private static void copy(BlobContainerClient source, BlobContainerClient target, String name) throws Exception {
        BlobDownloadContentResponse read =
                source.getBlobClient(name).downloadContentWithResponse(null, null, null, Context.NONE);
        byte[] bytes = read.getValue().toBytes();
        byte[] promised = read.getDeserializedHeaders().getContentMd5();
        byte[] found = MessageDigest.getInstance("MD5").digest(bytes);
        if (!Arrays.equals(promised, found)) {
            throw new IllegalStateException(name + " was damaged on the way");
        }
        target.getBlobClient(name)
                .getBlockBlobClient()
                .uploadWithResponse(
                        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
                                .setContentMd5(found)
                                .setHeaders(new BlobHttpHeaders()
                                        .setContentType(
                                                read.getDeserializedHeaders().getContentType()))
                                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
                        null,
                        Context.NONE);
    }
}
