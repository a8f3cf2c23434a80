package io.github.azuredr.datalake;

import io.github.azuredr.datalake.store.AccessRules;
import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.CopySource;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.LakeTraits;
import io.github.azuredr.datalake.store.ListingPage;
import io.github.azuredr.datalake.store.TransferRoom;
import java.util.List;
import java.util.Optional;

/** A tree together with the room its transfers run in. */
record RoomedLake(LakePort lake, TransferRoom room) implements LakeSide {
    @Override
    public LakeTraits traits() {
        return lake.traits();
    }

    @Override
    public boolean exists() {
        return lake.exists();
    }

    @Override
    public boolean create() {
        return lake.create();
    }

    @Override
    public ListingPage list(String directory, Optional<String> continuation) {
        return lake.list(directory, continuation);
    }

    @Override
    public Optional<LakeFile> look(String path) {
        return lake.look(path);
    }

    @Override
    public FileContent open(String path, Optional<String> ifMatch, ByteRange range) {
        return lake.open(path, ifMatch, range);
    }

    @Override
    public String put(String path, Condition condition, byte[] content, FileAttributes attributes) {
        return lake.put(path, condition, content, attributes);
    }

    @Override
    public void stage(String path, String blockId, byte[] content) {
        lake.stage(path, blockId, content);
    }

    @Override
    public String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes) {
        return lake.commit(path, condition, blockIds, attributes);
    }

    @Override
    public CopySource copySource(LakeFile file) {
        return lake.copySource(file);
    }

    @Override
    public String copy(CopySource source, String path, Condition condition, FileAttributes attributes) {
        return lake.copy(source, path, condition, attributes);
    }

    @Override
    public String rename(String from, String fromEtag, String to, Condition condition) {
        return lake.rename(from, fromEtag, to, condition);
    }

    @Override
    public void delete(String path, String ifMatch) {
        lake.delete(path, ifMatch);
    }

    @Override
    public void makeDirectory(String path) {
        lake.makeDirectory(path);
    }

    @Override
    public boolean deleteEmptyDirectory(String path) {
        return lake.deleteEmptyDirectory(path);
    }

    @Override
    public Optional<AccessRules> access(String path) {
        return lake.access(path);
    }

    @Override
    public String setAccess(String path, AccessRules rules) {
        return lake.setAccess(path, rules);
    }
}
