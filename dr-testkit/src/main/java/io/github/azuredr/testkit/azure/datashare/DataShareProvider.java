package io.github.azuredr.testkit.azure.datashare;

import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_GROUP;
import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_SUBSCRIPTION;

import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmProvider;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmRoutes;
import io.github.azuredr.testkit.azure.arm.ArmType;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The namespace Microsoft.DataShare, api-version 2021-08-01; add it as in
 * {@code azure.with(a -> new ResourceManager(a).with(DataShareProvider::new))}. Snapshots move bytes when the Azure also
 * has simulated storage.
 *
 * <p>Stricter than the service where that helps a client to be right: a read-only or unknown property that is sent is
 * refused. Not simulated: Parquet, and what Data Explorer shares in place.
 */
public final class DataShareProvider implements ArmProvider {
    private static final String ACCOUNTS = IN_GROUP + Shelf.NAMESPACE + "/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{account}";
    private static final String SHARES = ACCOUNT + "/shares";
    private static final String SHARE = SHARES + "/{share}";
    private static final String SEEN = SHARE + "/providerShareSubscriptions";
    private static final String SUBSCRIPTIONS = ACCOUNT + "/shareSubscriptions";
    private static final String SUBSCRIPTION = SUBSCRIPTIONS + "/{shareSubscription}";
    private static final String TENANT = "/providers/" + Shelf.NAMESPACE;

    private final Shelf shelf;
    private final Quotas quotas;
    private final People people;
    private final Guests guests;
    private final Stores stores;
    private final SqlTables tables;
    private final Accounts accounts;
    private final Shares shares;
    private final Invitations invitations;
    private final Subscriptions subscriptions;
    private final Mappings mappings;
    private final Triggers triggers;
    private final Snapshots snapshots;

    /** The namespace on this resource manager. */
    public DataShareProvider(ResourceManager arm) {
        quotas = new Quotas(arm);
        shelf = new Shelf(arm, quotas);
        people = new People(arm.azure().state());
        guests = new Guests(shelf, people);
        stores = new Stores(arm);
        tables = new SqlTables(arm.azure().state());
        accounts = new Accounts(shelf, people);
        shares = new Shares(shelf, accounts, stores, people);
        invitations = new Invitations(shelf, accounts, people, guests);
        subscriptions = new Subscriptions(shelf, accounts, invitations, people);
        mappings = new Mappings(shelf, accounts, subscriptions, stores);
        triggers = new Triggers(shelf, accounts, subscriptions, people);
        SnapshotCopy copy = new SnapshotCopy(shelf, stores, new BlobTransfer(arm.azure()), tables);
        snapshots = new Snapshots(shelf, accounts, subscriptions, mappings, copy);
    }

    /** Lets a principal sign in with this address: invitations sent there are its own. */
    public DataShareProvider signingIn(String tenant, String principalId, String email) {
        people.add(tenant, principalId, email);
        return this;
    }

    /** How long a role assignment takes until it counts; three minutes unless said otherwise, on Azure up to thirty. */
    public DataShareProvider rolesPropagateIn(Duration time) {
        stores.propagation(time);
        return this;
    }

    /** What the T-SQL of a person does: a contained user of the account's name at this server, pool or table id. */
    public DataShareProvider withSqlUser(String serverId, String accountName) {
        stores.addSqlUser(serverId, accountName);
        return this;
    }

    /**
     * Takes the snapshots whose schedule says so by now. A simulated clock does not call anybody: let it do so, as in
     * {@code clock.at(time, provider::runSchedules)}.
     */
    public void runSchedules() {
        triggers.fire(snapshots);
    }

    /**
     * Rows of a table, each a line of values joined by commas, the names of the columns first.
     *
     * @param serverId the resource id of the SQL server, or of the table of a Synapse pool
     * @param table database, schema and table joined by dots; empty where the id names the table
     */
    public DataShareProvider withRows(String serverId, String table, List<String> lines) {
        tables.write(serverId, table, lines);
        return this;
    }

    /** The rows of a table, as {@link #withRows} takes them; empty for one that is not there. */
    public List<String> rows(String serverId, String table) {
        return tables.read(serverId, table).orElse(List.of());
    }

    /** A caller who is a guest of its tenant: invitations to its address are shown once it has registered the address. */
    public DataShareProvider signingInAsGuest(String tenant, String principalId, String email) {
        people.add(tenant, principalId, email);
        guests.add(tenant, principalId);
        return this;
    }

    /** The code that was sent to a guest's address, which only its owner can read. */
    public Optional<String> activationCode(String tenant, String principalId) {
        return guests.code(tenant, principalId);
    }

    /**
     * How many of a type fit.
     *
     * @param type such as {@code accounts/shares}
     * @throws IllegalArgumentException when the type has no quota
     */
    public DataShareProvider limit(String type, int most) {
        quotas.limit(type, most);
        return this;
    }

    @Override
    public String namespace() {
        return Shelf.NAMESPACE;
    }

    @Override
    public List<ArmType> types() {
        return List.of(Accounts.ARM_TYPE);
    }

    @Override
    public ArmRoutes routes() {
        ArmRoutes routes = new ArmRoutes();
        provider(routes);
        invited(routes);
        consumer(routes);
        return routes;
    }

    private void provider(ArmRoutes routes) {
        routes.on("PUT", ACCOUNT, accounts::put)
                .on("PATCH", ACCOUNT, accounts::patch)
                .on("GET", ACCOUNT, shelf::get)
                .on("DELETE", ACCOUNT, call -> shelf.deleteInTime(call, Accounts.TYPE))
                .on("GET", ACCOUNTS, accounts::listInGroup)
                .on("GET", IN_SUBSCRIPTION + Shelf.NAMESPACE + "/accounts", accounts::listInSubscription)
                .on("PUT", SHARE, shares::put)
                .on("GET", SHARE, shelf::get)
                .on("DELETE", SHARE, call -> shelf.deleteInTime(call, Shares.TYPE))
                .on("GET", SHARES, call -> shelf.list(call, Shares.TYPE, ArmResource::body))
                .on("POST", SHARE + "/listSynchronizations", snapshots::listForProvider)
                .on("POST", SHARE + "/listSynchronizationDetails", snapshots::detailsForProvider)
                .on("PUT", SHARE + "/dataSets/{name}", shares::putDataSet)
                .on("GET", SHARE + "/dataSets/{name}", shelf::get)
                .on("DELETE", SHARE + "/dataSets/{name}", call -> shelf.deleteAtOnce(call, Shares.DATA_SETS))
                .on("GET", SHARE + "/dataSets", call -> shelf.list(call, Shares.DATA_SETS, ArmResource::body))
                .on("PUT", SHARE + "/synchronizationSettings/{name}", shares::putSetting)
                .on("GET", SHARE + "/synchronizationSettings/{name}", shelf::get)
                .on(
                        "DELETE",
                        SHARE + "/synchronizationSettings/{name}",
                        call -> shelf.deleteInTime(call, Shares.SETTINGS))
                .on(
                        "GET",
                        SHARE + "/synchronizationSettings",
                        call -> shelf.list(call, Shares.SETTINGS, ArmResource::body))
                .on("PUT", SHARE + "/invitations/{name}", invitations::put)
                .on("GET", SHARE + "/invitations/{name}", shelf::get)
                .on("DELETE", SHARE + "/invitations/{name}", call -> shelf.deleteAtOnce(call, Invitations.TYPE))
                .on("GET", SHARE + "/invitations", call -> shelf.list(call, Invitations.TYPE, ArmResource::body))
                .on("GET", SEEN, call -> shelf.list(call, Subscriptions.SEEN, subscriptions::seenBody))
                .on("GET", SEEN + "/{id}", subscriptions::getSeen)
                .on("POST", SEEN + "/{id}/revoke", subscriptions::revoke)
                .on("POST", SEEN + "/{id}/reinstate", subscriptions::reinstate)
                .on("POST", SEEN + "/{id}/adjust", subscriptions::adjust);
    }

    private void invited(ArmRoutes routes) {
        routes.on("GET", TENANT + "/listInvitations", invitations::listForCaller)
                .on("GET", TENANT + "/locations/{location}/consumerInvitations/{invitation}", invitations::getForCaller)
                .on("POST", TENANT + "/locations/{location}/rejectInvitation", invitations::reject)
                .on("POST", TENANT + "/locations/{location}/registerEmail", guests::register)
                .on("POST", TENANT + "/locations/{location}/activateEmail", guests::activate);
    }

    private void consumer(ArmRoutes routes) {
        routes.on("PUT", SUBSCRIPTION, subscriptions::put)
                .on("GET", SUBSCRIPTION, subscriptions::get)
                .on("DELETE", SUBSCRIPTION, call -> shelf.deleteInTime(call, Subscriptions.TYPE))
                .on("GET", SUBSCRIPTIONS, call -> shelf.list(call, Subscriptions.TYPE, subscriptions::body))
                .on("GET", SUBSCRIPTION + "/consumerSourceDataSets", subscriptions::sourceDataSets)
                .on("POST", SUBSCRIPTION + "/listSourceShareSynchronizationSettings", subscriptions::sourceSettings)
                .on("PUT", SUBSCRIPTION + "/dataSetMappings/{name}", mappings::put)
                .on("GET", SUBSCRIPTION + "/dataSetMappings/{name}", mappings::get)
                .on("DELETE", SUBSCRIPTION + "/dataSetMappings/{name}", call -> shelf.deleteAtOnce(call, Mappings.TYPE))
                .on("GET", SUBSCRIPTION + "/dataSetMappings", call -> shelf.list(call, Mappings.TYPE, mappings::shown))
                .on("PUT", SUBSCRIPTION + "/triggers/{name}", triggers::put)
                .on("GET", SUBSCRIPTION + "/triggers/{name}", triggers::get)
                .on("DELETE", SUBSCRIPTION + "/triggers/{name}", call -> shelf.deleteInTime(call, Triggers.TYPE))
                .on("GET", SUBSCRIPTION + "/triggers", call -> shelf.list(call, Triggers.TYPE, triggers::shown))
                .on("POST", SUBSCRIPTION + "/synchronize", snapshots::synchronize)
                .on("POST", SUBSCRIPTION + "/cancelSynchronization", snapshots::cancel)
                .on("POST", SUBSCRIPTION + "/listSynchronizations", snapshots::listForConsumer)
                .on("POST", SUBSCRIPTION + "/listSynchronizationDetails", snapshots::detailsForConsumer)
                .on("GET", SUBSCRIPTION + "/synchronizationOperationResults/{run}", snapshots::poll);
    }

    @Override
    public void finished(ArmOperation operation) {
        switch (operation.name()) {
            case Accounts.CREATE -> accounts.created(operation);
            case Triggers.CREATE -> triggers.created(operation);
            case Subscriptions.REVOKE -> subscriptions.revoked(operation);
            case Snapshots.RUN -> snapshots.ended(operation);
            case Shelf.DELETE -> deleted(operation);
            default -> throw new IllegalStateException("no such operation: " + operation.name());
        }
    }

    private void deleted(ArmOperation operation) {
        ResourceManager arm = shelf.arm();
        if (operation.succeeded()) {
            arm.resources().remove(operation.resourceId());
        } else {
            arm.resources().find(operation.resourceId()).ifPresent(still -> arm.resources()
                    .put(still.with(Shelf.STATE, "Succeeded")));
        }
    }

    @Override
    public void removed(ArmResource resource) {
        if (resource.type().equalsIgnoreCase(Shelf.NAMESPACE + "/" + Shares.TYPE)) {
            subscriptions.sourceDeleted(resource.id());
        }
    }
}
