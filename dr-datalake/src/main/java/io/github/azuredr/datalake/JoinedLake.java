package io.github.azuredr.datalake;

import io.github.azuredr.datalake.account.AnalyticsAccounts;
import io.github.azuredr.datalake.catalog.CatalogObject;
import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.Fragment;
import io.github.azuredr.datalake.catalog.Login;
import io.github.azuredr.datalake.catalog.Logins;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobPort;
import io.github.azuredr.datalake.job.JobRequest;
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
import io.github.azuredr.error.RecoveryException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A tree together with the account that works on it and the room its transfers run in. */
record JoinedLake(
        LakePort lake,
        CatalogPort catalog,
        JobPort jobs,
        Logins logins,
        TransferRoom room,
        boolean defaultStore,
        Optional<AnalyticsAccounts> managed)
        implements LakeSide {
    private static final Pattern OWN = Pattern.compile("(catalog|system)(/.*)?");

    /** A tree without an account. */
    static JoinedLake of(LakePort lake, TransferRoom room) {
        NoAnalytics nothing = new NoAnalytics(lake.traits().name());
        return new JoinedLake(lake, nothing, nothing, Logins.none(), room, false, Optional.empty());
    }

    /**
     * The same tree with its account.
     *
     * @param isDefaultStore whether the account keeps its own files in this tree
     */
    JoinedLake with(AnalyticsPair.Account account, Logins credentials, boolean isDefaultStore) {
        return new JoinedLake(lake, account.catalog(), account.jobs(), credentials, room, isDefaultStore, managed);
    }

    /** The same tree whose accounts are created and kept up. */
    JoinedLake managing(AnalyticsAccounts accounts) {
        return new JoinedLake(lake, catalog, jobs, logins, room, defaultStore, Optional.of(accounts));
    }

    @Override
    public AnalyticsAccounts accounts() {
        return managed.orElseThrow(() -> new RecoveryException(
                "The accounts under tree " + lake.traits().name() + " are not managed.",
                "name them with DataLakeRecovery.withAccounts, or skip the step."));
    }

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
        ListingPage page = lake.list(directory, continuation);
        return defaultStore ? withoutTheAccounts(page) : page;
    }

    /** The account's own pieces of tables and logs mean nothing in another account. */
    private static ListingPage withoutTheAccounts(ListingPage page) {
        return new ListingPage(
                page.files().stream()
                        .filter(file -> !OWN.matcher(file.path()).matches())
                        .toList(),
                page.continuation(),
                page.serviceTime());
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

    @Override
    public String account() {
        return jobs.account();
    }

    @Override
    public Iterable<CatalogObject> databases() {
        return catalog.databases();
    }

    @Override
    public Iterable<CatalogObject> list(ObjectKind kind, ObjectName within) {
        return catalog.list(kind, within);
    }

    @Override
    public Iterable<CatalogObject> accountAccess() {
        return catalog.accountAccess();
    }

    @Override
    public Optional<CatalogObject> table(ObjectName table) {
        return catalog.table(table);
    }

    @Override
    public Iterable<Fragment> fragments(ObjectName table) {
        return catalog.fragments(table);
    }

    @Override
    public Iterable<PartitionId> partitionIds(ObjectName table) {
        return catalog.partitionIds(table);
    }

    @Override
    public void putCredential(ObjectName credential, Login login) {
        catalog.putCredential(credential, login);
    }

    @Override
    public void removeCredential(ObjectName credential) {
        catalog.removeCredential(credential);
    }

    @Override
    public void grant(ObjectName access, Definition.Access rule) {
        catalog.grant(access, rule);
    }

    @Override
    public void revoke(ObjectName access, Definition.Access rule) {
        catalog.revoke(access, rule);
    }

    @Override
    public Job submit(JobRequest request) {
        return jobs.submit(request);
    }

    @Override
    public Optional<Job> find(UUID id) {
        return jobs.find(id);
    }

    @Override
    public Job build(String name, String script) {
        return jobs.build(name, script);
    }

    @Override
    public void cancel(UUID id) {
        jobs.cancel(id);
    }

    @Override
    public Iterable<Job> ofRecurrence(UUID recurrenceId, Instant since) {
        return jobs.ofRecurrence(recurrenceId, since);
    }

    @Override
    public Iterable<Job> ofPipeline(UUID pipelineId, Instant since) {
        return jobs.ofPipeline(pipelineId, since);
    }
}
