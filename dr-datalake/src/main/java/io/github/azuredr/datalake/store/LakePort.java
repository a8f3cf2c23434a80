package io.github.azuredr.datalake.store;

import java.util.List;
import java.util.Optional;

/**
 * One file tree (a container or a file system) on one side. Each method is exactly one thing asked of the service, in most
 * cases one call; an effect is sent once and never repeated below this interface, so that the caller alone decides.
 *
 * <p>ETags are the service's without quotes. Every failure is a {@link LakeException} whose {@link LakeException#kind()}
 * says what may be done about it. Implementations are safe for use by several threads.
 */
public interface LakePort {

    /** What this side is and can do; no call. */
    LakeTraits traits();

    /** Whether the container or file system is there. */
    boolean exists();

    /** Creates the container or file system unless it is there; answers whether this call did. */
    boolean create();

    /**
     * One page of everything below a directory, directories included where the service has them.
     *
     * @param directory the directory without trailing slash, or empty for the whole tree
     * @param continuation the token of the page before, or empty for the first page
     */
    ListingPage list(String directory, Optional<String> continuation);

    /** The file or directory as it is now with all its attributes, or empty when there is none. */
    Optional<LakeFile> look(String path);

    /**
     * Opens a file's bytes. The caller closes the content.
     *
     * @param ifMatch the ETag the file must have; a file with another one fails with {@link LakeFailure#CONDITION_NOT_MET}
     */
    FileContent open(String path, Optional<String> ifMatch, ByteRange range);

    /** Writes a whole file in one call, visible at once or not at all; answers the new ETag. */
    String put(String path, Condition condition, byte[] content, FileAttributes attributes);

    /** Sends one block of a file that is not visible until {@link #commit}. */
    void stage(String path, String blockId, byte[] content);

    /** Makes the staged blocks the content of the file, at once or not at all; answers the new ETag. */
    String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes);

    /** The right to have this version of a file copied by the other side's service, for the time of one copy. */
    CopySource copySource(LakeFile file);

    /**
     * Has the service copy from another place without the bytes passing through here; answers the new ETag.
     *
     * @throws LakeException with {@link LakeFailure#SOURCE_CHANGED} when the source is not that version any more, and
     *     {@link LakeFailure#COPY_SOURCE_UNREACHABLE} when this service cannot or may not read it
     */
    String copy(CopySource source, String path, Condition condition, FileAttributes attributes);

    /** Renames a file of a hierarchical account in one atomic step; answers the ETag it has afterwards. */
    String rename(String from, String fromEtag, String to, Condition condition);

    /** Deletes one file if it still has that ETag. */
    void delete(String path, String ifMatch);

    /** Creates a directory of a hierarchical account; one that exists already is left as it is. */
    void makeDirectory(String path);

    /** Deletes a directory of a hierarchical account if it is empty; answers whether it is gone. */
    boolean deleteEmptyDirectory(String path);

    /** Owner, group and the full access list of a path; empty on flat accounts. */
    Optional<AccessRules> access(String path);

    /** Sets owner, group and the full access list of a path of a hierarchical account; answers the ETag it has then. */
    String setAccess(String path, AccessRules rules);
}
